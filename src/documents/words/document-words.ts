type Kind = 'invoice' | 'credit_note' | 'act';

/** What a money document says beside its numbers. */
export interface DocumentWords {
  readonly title: Readonly<Record<Kind, (number: string) => string>>;
  readonly preview: { readonly title: string; readonly mark: string; readonly asOf: (day: string) => string };
  /** Of an invoice and of an act. */
  readonly voidedBy: (creditNote: string) => string;
  readonly issued: (day: string) => string;
  readonly services: (period: string) => string;
  readonly payBy: (day: string) => string;
  readonly ofInvoice: (number: string) => string;
  readonly seller: Readonly<Record<Kind, string>>;
  readonly buyer: Readonly<Record<Kind, string>>;
  readonly taxId: string;
  readonly taxOffice: string;
  readonly contract: (number: string) => string;
  readonly columns: {
    readonly title: string;
    readonly cameraDays: string;
    readonly rate: string;
    readonly tax: string;
    readonly amount: (currency: string) => string;
  };
  readonly withoutTax: string;
  readonly rateNone: string;
  readonly includedTax: (rate: string) => string;
  readonly sumWithoutTax: string;
  readonly total: string;
  readonly paid: string;
  readonly due: Readonly<Record<Kind, string>>;
  readonly nothingDue: string;
  /** Of an act, before the signatures. */
  readonly accepted: string;
  readonly lineCount: (count: number, sum: string) => string;
  readonly pay: {
    readonly heading: string;
    readonly code: string;
    readonly receiver: string;
    readonly bank: string;
    readonly bic: string;
    readonly account: string;
    readonly correspondentAccount: string;
    readonly iban: string;
    readonly purpose: string;
  };
  readonly purpose: (number: string, day: string, contract: string) => string;
  readonly signature: string;
  readonly seal: string;
  readonly page: (title: string, page: number, pages: number) => string;
}

/** What the billing says of one contract. `off`: the service is not ordered. */
export type ContractState = 'paid' | 'unpaid' | 'off';

/** One contract of a telephone with its services, prices in the domain's currency, as the billing writes them. */
export interface BillingRow {
  /** Null: the billing does not say whose row it is. */
  readonly uid: string | null;
  readonly login: string;
  readonly address: string;
  readonly services: {
    readonly internet: ServicePrice;
    readonly tv: ServicePrice;
    readonly phone: ServicePrice;
    readonly cameras: ServicePrice & { readonly name: string };
  };
  readonly balance: number;
  /** What the billing advises to pay. */
  readonly payment: number;
  readonly mayShowInvoices: boolean;
  readonly mayShowDetails: boolean;
  readonly mayShowReceipt: boolean;
}

export interface ServicePrice {
  /** Of prolonging it; 0: no such service. */
  readonly price: number;
  /** YYYY-MM-DD; null: none. */
  readonly until: string | null;
}

/** `of` one contract: as a whole, or device by device where the billing sells them so. */
export type ContractAnswer =
  | { readonly state: ContractState }
  | { readonly devices: ReadonlyMap<number, ContractState> };

/**
 * The provider's billing, asked by us; read-only. Telephones are eleven digits from 8 on, uids are text. A method throws
 * when the billing cannot be asked or answers nonsense: never an empty answer instead of an error.
 */
export interface BillingConnector {
  /** For logs, health and metrics. */
  readonly name: string;
  contractsOf(phone: string, signal: AbortSignal): Promise<readonly string[]>;
  stateOf(uid: string, deviceIds: readonly number[], signal: AbortSignal): Promise<ContractAnswer>;
  rowsOf(phone: string, signal: AbortSignal): Promise<readonly BillingRow[]>;
  /** Number of the contract's flat; absent: the billing does not tell. */
  apartmentOf?(uid: string, signal: AbortSignal): Promise<number | null>;
  close(): Promise<void>;
}

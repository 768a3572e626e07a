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
 * a ConnectorError when the billing cannot be asked or answers nonsense: never an empty answer instead of an error.
 */
export interface BillingConnector {
  /** For logs, health and metrics; holds no secrets. */
  readonly name: string;
  /** True: `stateOf` has to name the devices, and answers device by device. */
  readonly byDevice: boolean;
  /** What its answers lacked so far that is shown as none, for whoever sets it up. */
  readonly remarks: ReadonlySet<string>;
  contractsOf(phone: string, signal: AbortSignal): Promise<readonly string[]>;
  stateOf(uid: string, deviceIds: readonly number[], signal: AbortSignal): Promise<ContractAnswer>;
  rowsOf(phone: string, signal: AbortSignal): Promise<readonly BillingRow[]>;
  /** The contract's flat as parseFlat has it (`11`, `11а`), null: the billing knows none; absent: it does not tell. */
  apartmentOf?(uid: string, signal: AbortSignal): Promise<string | null>;
  close(): Promise<void>;
}

/** Why a billing gave no answer, in words for the provider: what was asked, what is wrong and what to do about it. */
export class ConnectorError extends Error {
  /** `unreachable`: it cannot be asked now. `nonsense`: it answers, but not what was agreed, so that waiting does not help. */
  readonly kind: 'unreachable' | 'nonsense';

  constructor(kind: 'unreachable' | 'nonsense', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConnectorError';
    this.kind = kind;
  }
}

/** A device that a contract was given. */
export interface ContractDevice {
  readonly id: number;
  /** A camera that a panel looks out of is an intercom. */
  readonly kind: 'camera' | 'intercom' | 'lock';
  readonly title: string;
  /** The billing that is asked does not open it at present. */
  readonly suspended: 'off' | 'unpaid' | null;
}

export interface BillSettings {
  /** Every call signs in. */
  readonly strict: boolean;
  /** What a change is answered with. */
  readonly emptyReply: 'none' | 'json';
  /** How device type 2 is spelled in lists. */
  readonly intercomWord: 'mewcam' | 'newcam';
  /** Passwords stand as `***` in lists. */
  readonly masksSecrets: boolean;
}

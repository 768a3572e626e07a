export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** A camera that sends more than its limit. */
export interface CameraOverLimit {
  /** Its title, else its name. */
  readonly camera: string;
  readonly cameraId: number;
  readonly organizationTitle: string;
  /** kbit/s */
  readonly bitrate: number;
  /** kbit/s */
  readonly bandwidthLimit: number;
}

/** A balance that will soon be, or is, below what the provider allows. */
export interface LowBalance {
  readonly organizationTitle: string;
  /** With its currency. */
  readonly balance: string;
  /** It is below: what to pay to go on, with its currency. */
  readonly due: string | undefined;
  /** YYYY-MM-DD, about; undefined: it is below, or nothing is used. */
  readonly until: string | undefined;
}

/** An invoice that goes with the letter. */
export interface InvoiceMailed {
  readonly number: string;
  readonly seller: string;
  /** YYYY-MM */
  readonly month: string;
  /** With its currency. */
  readonly total: string;
  /** What is left to pay, with its currency; undefined: nothing. */
  readonly due: string | undefined;
  /** YYYY-MM-DD; undefined: no day is named. */
  readonly dueOn: string | undefined;
}

/** What is sent to people, in one language. */
export interface Messages {
  newPassword(login: string, link: string): Letter;
  /** To the owner of an organization, who has no password yet. */
  invitation(organizationTitle: string, login: string, link: string): Letter;
  overBandwidth(over: CameraOverLimit): Letter;
  balanceLow(low: LowBalance): Letter;
  invoice(invoice: InvoiceMailed): Letter;
  /** One short message: 70 characters in Cyrillic. */
  signInCode(code: string): string;
}

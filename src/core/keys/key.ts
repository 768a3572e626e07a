/** An RFID key of a contract. */
export interface AccessKey {
  readonly id: number;
  readonly organizationId: number;
  /** Hexadecimal, in small letters. */
  readonly digits: string;
  readonly comment: string;
  readonly createdAt: Date;
  /** It is on panels from then on, and before that; null: always. */
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  /** On how many panels it is to be, and on how many it is. */
  readonly panels: number;
  readonly written: number;
}

/** Of a new key, or of a change: absent fields stay. */
export interface KeyFields {
  readonly comment?: string | undefined;
  readonly validFrom?: Date | null | undefined;
  readonly validUntil?: Date | null | undefined;
}

export const KEY_TIMES = ['valid', 'coming', 'over'] as const;
/** Whether a key counts now: `coming`: it will; `over`: it did. */
export type KeyTime = (typeof KEY_TIMES)[number];

/** A key of a contract at one intercom. */
export interface IntercomKey {
  readonly id: number;
  readonly digits: string;
  readonly comment: string;
  readonly organization: { readonly id: number; readonly title: string };
  /** Of the contract at the intercom; null: unknown. */
  readonly flat: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly time: KeyTime;
  /** On this panel; null: it is not to be there, or the panel keeps none. */
  readonly state: PanelKeyState | null;
  readonly error: string | null;
}

/** What a panel has, compared with what it shall have. */
export interface KeyComparison {
  readonly comparedAt: Date;
  readonly same: number;
  /** Digits that are to be on the panel and are not. */
  readonly missing: readonly string[];
  /** Digits on the panel that no contract has there. */
  readonly unknown: readonly string[];
}

export const PANEL_KEY_STATES = ['waiting', 'written', 'removing', 'failed'] as const;
/** `removing`: no contract has it any more, and the panel still may. `failed`: it is tried again, `error` says why. */
export type PanelKeyState = (typeof PANEL_KEY_STATES)[number];

/** A key on a panel, or on its way there or off it. */
export interface PanelKey {
  readonly digits: string;
  readonly apartment: number | null;
  readonly state: PanelKeyState;
  readonly error: string | null;
  readonly attempts: number;
  /** Null: nothing is to be done. */
  readonly nextAttemptAt: Date | null;
}

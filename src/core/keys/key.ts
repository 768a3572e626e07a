/** An RFID key of a contract. */
export interface AccessKey {
  readonly id: number;
  readonly organizationId: number;
  /** Hexadecimal, in small letters. */
  readonly digits: string;
  readonly comment: string;
  readonly createdAt: Date;
  /** On how many panels it is to be, and on how many it is. */
  readonly panels: number;
  readonly written: number;
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

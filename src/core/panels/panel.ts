/**
 * Whose wire a panel speaks. `relay`: opens by plain HTTP and keeps no keys. Drivers, dialects and pages have total
 * tables over these; the database has them in a check, which a test compares.
 */
const MODELS = {
  beward: { keepsKeys: true, takesDoorSeconds: false },
  sokol: { keepsKeys: true, takesDoorSeconds: true },
  relay: { keepsKeys: false, takesDoorSeconds: false },
} as const;

export type PanelModel = keyof typeof MODELS;
/** Of panels that keep keys. */
export type KeyModel = { [M in PanelModel]: (typeof MODELS)[M]['keepsKeys'] extends true ? M : never }[PanelModel];

export const PANEL_MODELS = Object.keys(MODELS) as readonly PanelModel[];
export const KEY_MODELS: readonly PanelModel[] = PANEL_MODELS.filter((model) => MODELS[model].keepsKeys);

/** Whether the wire of the model says how long the door stays open; else the panel's own setting counts. */
export const takesDoorSeconds = (model: PanelModel | null): boolean => model !== null && MODELS[model].takesDoorSeconds;

/** What makes an intercom of a camera. */
export interface Panel {
  readonly cameraId: number;
  readonly model: PanelModel | null;
  /** Host, host:port or http(s)://host:port; empty: not reachable. */
  readonly address: string;
  readonly login: string;
  readonly hasPassword: boolean;
  /** SIP login 100000 + this. */
  readonly sipId: number | null;
  readonly hasSipPassword: boolean;
  /** Digits that open the door during a call. */
  readonly dtmf: string | null;
  /** SIP login 4000000000 + this, of a concierge's monitor. */
  readonly monitorId: number | null;
}

/** With its passwords: for those who are owed them, and for whoever speaks to it. */
export interface PanelSecrets extends Panel {
  readonly password: string | null;
  readonly sipPassword: string | null;
}

export type PanelFields = Partial<Omit<PanelSecrets, 'cameraId' | 'hasPassword' | 'hasSipPassword'>>;

/** Which reader or button of a panel: of its own door, or of a second one that it was wired to. */
type PanelEntry = 'main' | 'second';

/**
 * What a panel tells by itself. Of a key its digits, hexadecimal in small letters; of a code never any. `apartment` is the
 * number that the panel has beside the key or code; null: none.
 */
export type PanelReport =
  | {
      readonly kind: 'key';
      /** False: the panel does not know the key. */
      readonly opened: boolean;
      readonly digits: string;
      readonly apartment: number | null;
      readonly entry: PanelEntry;
    }
  | { readonly kind: 'code'; readonly opened: boolean; readonly apartment: number | null }
  | { readonly kind: 'button'; readonly entry: PanelEntry }
  /** Somebody in the flat opened during a call: by the handset on the wall, or by tones over SIP. */
  | { readonly kind: 'call'; readonly by: 'handset' | 'tones'; readonly apartment: number | null };

/** When a report came, by our clock: those of panels are wrong too often. */
export interface HeardReport {
  readonly at: Date;
  readonly cameraId: number;
  readonly report: PanelReport;
}

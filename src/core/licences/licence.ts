export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];

/** Licences of one level of analytics that a subscriber has. */
export interface Licence {
  readonly level: Level;
  readonly total: number;
  /** Cameras that are assigned to analytics of this level, those of sub-users among them. */
  readonly used: number;
  /** 0 where more are used than there are: some were taken away. */
  readonly free: number;
  /** When the last was taken away: what was analysed is hidden since, and kept for seven days; null: there are some. */
  readonly withdrawnAt: Date | null;
}

/** How many of each level; a level that is not named has none. */
export type LicenceTotals = Partial<Record<Level, number>>;

/** Days that what a withdrawn level kept stays, in case the licences come back. */
export const KEPT_DAYS = 7;

/** Analytics of that level are shown and made. */
export const isOpen = ({ total }: Pick<Licence, 'total'>): boolean => total > 0;

export type Params = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** Why something was refused, as the API says it. */
export interface Said {
  readonly reason: string;
  readonly params?: Params;
}

/** One question to a panel, below its address; gives back the status of the answer. */
export type Ask = (path: string, options?: Question) => Promise<number>;

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly json?: object;
}

/** A model's wire: each does its one thing and gives back the status that says what came of it. */
export interface PanelDriver {
  open(ask: Ask): Promise<number>;
  /** `apartment` 0: not known. */
  writeKey(ask: Ask, digits: string, apartment: number): Promise<number>;
  /** A key that was not there is one that is gone. */
  removeKey(ask: Ask, digits: string): Promise<number>;
}

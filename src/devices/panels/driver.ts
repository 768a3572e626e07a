/** One question to a panel, below its address; gives back the status of the answer. */
export type Ask = (path: string, options?: Question) => Promise<number>;

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly json?: object;
}

/** The same for what is to be read. */
export type Read = (path: string) => Promise<{ readonly status: number; readonly body: string }>;

/** Keys as a panel tells them, or the status by which it refused. */
export type ListedKeys = readonly string[] | { readonly status: number };

/** A model's wire: each does its one thing and gives back the status that says what came of it. */
export interface PanelDriver {
  open(ask: Ask): Promise<number>;
  /** `apartment` 0: not known. */
  writeKey(ask: Ask, digits: string, apartment: number): Promise<number>;
  /** A key that was not there is one that is gone. */
  removeKey(ask: Ask, digits: string): Promise<number>;
  /** Digits as the panel writes them. */
  listKeys(read: Read): Promise<ListedKeys>;
  /** Absent: the wire has no such thing. */
  setDoorSeconds?(ask: Ask, seconds: number): Promise<number>;
}

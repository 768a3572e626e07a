/** What the media node needs of a logger; pino's shape. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What was thrown, as one line for a log field or a state. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

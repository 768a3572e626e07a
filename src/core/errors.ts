/** The closed set of ways in which the domain says no. */
export type ErrorKind =
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'forbidden'
  | 'unauthenticated'
  | 'limit'
  | 'too_many'
  | 'unavailable';

export interface ErrorDetails {
  /** Messages by field, in the core's field names. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Of a conflict: what stands there already. */
  readonly existingId?: number;
  readonly retryAfterSeconds?: number;
}

/** A refusal that the caller is told about; everything else that is thrown is a bug or an outage. */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'DomainError';
    this.kind = kind;
    this.details = details;
  }
}

export const notFound = (what: string): DomainError => new DomainError('not_found', `${what} not found`);

export const invalid = (field: string, message: string): DomainError =>
  new DomainError('invalid', `${field}: ${message}`, { fields: { [field]: message } });

export const forbidden = (message: string): DomainError => new DomainError('forbidden', message);

export const conflict = (message: string, existingId?: number): DomainError =>
  new DomainError('conflict', message, existingId === undefined ? {} : { existingId });

/** The closed set of ways in which the domain says no. */
export type ErrorKind =
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'forbidden'
  | 'unauthenticated'
  | 'limit'
  /** The provider's billing bars it until it is paid. */
  | 'payment_required'
  | 'too_many'
  /** It was there and has ended: a sign-in code that is old, used or guessed at too often. */
  | 'gone'
  | 'unavailable';

export interface Refusal {
  readonly kind: ErrorKind;
  /** The English sentence, or what is said of one field. What is in braces is a parameter. */
  readonly text: string;
}

/** The names in the braces of a sentence. */
export type Placeholder<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

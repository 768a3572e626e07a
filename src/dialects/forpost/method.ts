import type { ParameterNames } from '../wire/russian.ts';
import type { Call } from './call.ts';

/** An object or a list; a stream is text in the form that the call asked for. */
export type Reply = object;

export interface Method {
  /** As the document spells it; calls may come in any case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Parameters by the core's field names, for its refusals. */
  readonly names?: ParameterNames;
  run(call: Call): Promise<Reply>;
}

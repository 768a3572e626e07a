import type { ParameterNames } from '../../wire/russian.ts';
import type { Call } from './call.ts';

export interface Method {
  /** Its path below `/bill/api`. */
  readonly name: string;
  /** Answered with no bytes; what `run` gives back goes into headers. */
  readonly silent?: true;
  /** Parameters by the core's field names, for its refusals. */
  readonly names?: ParameterNames;
  run(call: Call): Promise<object>;
}

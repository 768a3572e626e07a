import { addressMethods } from './addresses.ts';
import { authMethods } from './auth.ts';
import type { Call } from './call.ts';
import { clientMethods } from './clients.ts';
import { deviceMethods } from './devices.ts';
import { doorMethods } from './doors.ts';
import { keyMethods } from './keys.ts';
import { rightMethods } from './rights.ts';
import type { ParameterNames } from './russian.ts';

export interface Method {
  /** Its path below `/bill/api`. */
  readonly name: string;
  /** Answered with no bytes; what `run` gives back goes into headers. */
  readonly silent?: true;
  /** Parameters by the core's field names, for its refusals. */
  readonly names?: ParameterNames;
  run(call: Call): Promise<object>;
}

const METHODS: readonly Method[] = [
  ...authMethods,
  ...deviceMethods,
  ...doorMethods,
  ...rightMethods,
  ...keyMethods,
  ...addressMethods,
  ...clientMethods,
];

const BY_NAME = new Map(METHODS.map((method) => [method.name, method]));

/** By the path below `/bill/api`, with or without slashes around it. */
export const methodOf = (path: string): Method | undefined => BY_NAME.get(path.replace(/^\/+|\/+$/g, ''));

import { addressMethods } from './addresses.ts';
import { authMethods } from './auth.ts';
import { clientMethods } from './clients.ts';
import { deviceMethods } from './devices.ts';
import { doorMethods } from './doors.ts';
import { keyMethods } from './keys.ts';
import type { Method } from './method.ts';
import { rightMethods } from './rights.ts';

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

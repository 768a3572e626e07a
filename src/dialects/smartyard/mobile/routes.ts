import type { Answer } from './answer.ts';
import type { Call, UserCall } from './call.ts';

/** What a route answers: an object is sent as it is, with 200. */
export type Reply = Answer | object;

/** By the path below `/api/`. */
export type Routes = Readonly<Record<string, (call: UserCall) => Promise<Reply>>>;

/** Routes that need no sign-in. */
export type PublicRoutes = Readonly<Record<string, (call: Call) => Promise<Reply>>>;

import type { Actor } from '../../actor.ts';
import type { Core } from '../../core.ts';
import { attachCameraAgain } from '../../subscribers/attachment.ts';
import { ensureLocation } from '../by-code.ts';
import type { PendingRequest, PendingVerb } from './request.ts';

/** Does a request again, in a transaction of the caller's: throws what the verb throws, and then nothing of it stays. */
type Redo = (core: Core, actor: Actor, request: PendingRequest) => Promise<unknown>;

/** How each verb that may wait for an address code is done again. */
export const PENDING_VERBS: Readonly<Record<PendingVerb, Redo>> = {
  'location.create': async (core, actor, { code }) => await ensureLocation(core, actor, code),
  'camera.attach': attachCameraAgain,
};

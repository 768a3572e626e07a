import { requireMay } from '../access/may.ts';
import type { Actor, Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger } from '../fields.ts';
import { credentialsByLogin } from '../users/queries.ts';
import { actorById, openSession } from './sessions.ts';
import { issueToken, redeemToken } from './tokens.ts';

const DEFAULT_LIFE_SECONDS = 600;
const MAX_LIFE_SECONDS = 30 * 86_400;

export interface AutologinRequest {
  readonly login: string;
  /** Until when the token may be used; absent: for ten minutes. */
  readonly validUntil: Date | undefined;
  /** Life of the session that it turns into; absent: until it is not used any more. */
  readonly sessionSeconds: number | undefined;
}

/** A link by which the provider's own site signs its subscriber in. Works once. */
export async function issueAutologin(core: Core, actor: Actor, request: AutologinRequest): Promise<string> {
  requireMay(actor, 'autologins.issue');
  checkInteger('lifetime', request.sessionSeconds, 1);
  const user = await credentialsByLogin(reader(core), actor.domainId, request.login);
  if (!user) throw refuse('user_not_found', { id: request.login });
  const now = core.clock().getTime();
  const validUntil = request.validUntil ?? new Date(now + DEFAULT_LIFE_SECONDS * 1000);
  const seconds = (validUntil.getTime() - now) / 1000;
  if (!(seconds > 0 && seconds <= MAX_LIFE_SECONDS)) throw invalid('validTill', 'link_too_far');
  return await issueToken(reader(core), user, 'autologin', validUntil, {
    sessionSeconds: request.sessionSeconds,
  });
}

/** Opens the session that the token stands for. */
export async function autologin(
  core: Core,
  token: string,
  trace: Trace,
): Promise<{ readonly sessionId: string; readonly user: UserActor; readonly sessionSeconds: number | null }> {
  const redeemed = await redeemToken(core.sql, token, 'autologin');
  if (!redeemed) throw refuse('link_used');
  const user = await actorById(core, redeemed.userId, trace);
  const sessionId = await openSession(core, user.id, trace, { lifeSeconds: redeemed.sessionSeconds ?? undefined });
  return { sessionId, user, sessionSeconds: redeemed.sessionSeconds };
}

import { may, requireMay } from '../access/may.ts';
import type { Actor, Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { newSessionId } from '../secrets/keys.ts';
import { credentialsByLogin } from '../users/queries.ts';
import { write } from '../write.ts';
import { actorActedFor, actorById, openSession } from './sessions.ts';
import { issueToken, redeemToken } from './tokens.ts';

/** Long enough for a redirect by the provider's cabinet, short for whoever finds it in a log. */
const LIFE_MINUTES = 10;

/**
 * A session that the provider's cabinet hands to its subscriber: an id that turns into our own cookie once, and only
 * for `address` (undefined: any), to which the session stays bound. Blocked users are refused with the reason.
 */
export async function issueUserSession(
  core: Core,
  actor: Actor,
  { login, address }: { readonly login: string; readonly address: string | undefined },
): Promise<string> {
  requireMay(actor, 'sessions.hand-over');
  const user = await subscriberBy(core, actor, login);
  const id = newSessionId();
  const validUntil = new Date(core.clock().getTime() + LIFE_MINUTES * 60_000);
  const intent = { type: 'session.create' as const, subject: login, request: { login, address } };
  await write(core, actor, intent, async (tx) => {
    await issueToken(tx.sql, user, 'session', validUntil, { token: id, boundAddress: address });
    tx.changed({
      action: 'change',
      objectKind: 'user',
      objectId: user.id,
      changes: { session: [null, address ?? 'any'] },
    });
  });
  return id;
}

/** Opens the session that the id stands for. Throws `unauthenticated` when it was used, is old or another's. */
export async function enterUserSession(
  core: Core,
  id: string,
  trace: Trace,
): Promise<{ readonly sessionId: string; readonly user: UserActor }> {
  const redeemed = await redeemToken(core.sql, id, 'session', trace.address);
  if (!redeemed) throw refuse('link_used');
  const user = await actorById(core, redeemed.userId, trace);
  const bound = redeemed.boundAddress === null ? undefined : trace.address;
  return { sessionId: await openSession(core, user.id, trace, { boundAddress: bound }), user };
}

/** The subscriber of this login, whom the caller may act for; administrators are no subscribers. */
export async function subscriberBy(core: Core, actor: Actor, login: string): Promise<UserActor> {
  if (
    !may(actor, 'subscribers.act-for') &&
    !(actor.kind === 'user' && actor.login.toLowerCase() === login.toLowerCase())
  )
    throw refuse('service_administrator_one_user');
  const known = await credentialsByLogin(reader(core), actor.domainId, login);
  const user = known && (await actorActedFor(core, known.id, actor.trace));
  if (!user || !may(user, 'sessions.receive')) throw refuse('own_user_not_found');
  return user;
}

import { systemActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { write } from '../write.ts';
import { secretLabel, urlLabel, waitAfter } from './endpoint.ts';

/** A delivery that this process alone sends now. */
export interface DueDelivery {
  readonly id: number;
  readonly endpointId: number;
  readonly domainId: number;
  /** The same with each try: a receiver knows by it what it has taken already. */
  readonly messageId: string;
  /** The message as it is signed: JSON of type, timestamp and data. */
  readonly body: string;
  /** Tries before this one, of the schedule that it is in. */
  readonly attempts: number;
  /** Where it goes and the secrets that sign it; undefined: they were sealed with another SECRET_KEY. */
  readonly target: { readonly url: string; readonly secrets: readonly string[] } | undefined;
}

/** How one try went. */
export interface Attempt {
  readonly at: Date;
  readonly durationMs: number;
  /** Of HTTP; undefined: there was no answer. */
  readonly status: number | undefined;
  /** Why there was none. */
  readonly error: string | undefined;
  /** The first bytes of the answer's body. */
  readonly answer: string;
}

/** Of one endpoint at once, so that a slow receiver does not get them one by one. */
const AT_ONCE = 10;
/** A claimed delivery whose sender died is due again after this; longer than any try lasts. */
const CLAIM_MS = 60_000;

interface ClaimedRow {
  readonly id: number;
  readonly endpointId: number;
  readonly domainId: number;
  readonly eventId: number;
  readonly attempts: number;
  readonly held: boolean;
  /** Null, as the secret: what sealed it was lost, and nobody has given another. */
  readonly urlSealed: Uint8Array | null;
  readonly secretSealed: Uint8Array | null;
  readonly previousSecretSealed: Uint8Array | null;
  readonly type: string;
  readonly at: Date;
  readonly data: unknown;
}

/**
 * Takes what is due, for this process alone; endpoints in `busy` are left out. A delivery waits for every earlier one of
 * its object at its endpoint: it is looked at again when that one is tried next, or at once when that one is done.
 * `looked`: how many rows that came to; 0: nothing else is due.
 */
export async function claimDeliveries(
  core: Core,
  busy: readonly number[] = [],
): Promise<{ readonly due: readonly DueDelivery[]; readonly looked: number }> {
  const now = core.clock();
  const claimedUntil = new Date(now.getTime() + CLAIM_MS);
  const rows = await core.sql<ClaimedRow[]>`
    with looked as (
      select d.id, d.event_id, w.domain_id, w.url_sealed, w.secret_sealed, before.next_attempt_at as held_until,
        case when w.previous_secret_until > ${now} then w.previous_secret_sealed end as previous_secret_sealed
      from webhook_endpoint w
      cross join lateral (
        select id, event_id, endpoint_id, object_kind, object_id from webhook_delivery
        where endpoint_id = w.id and state = 'waiting' and next_attempt_at <= ${now}
        order by next_attempt_at, id limit ${AT_ONCE} for update skip locked) d
      left join lateral (
        select e.next_attempt_at from webhook_delivery e
        where e.endpoint_id = d.endpoint_id and e.object_kind = d.object_kind and e.object_id = d.object_id
          and e.state = 'waiting' and e.id < d.id
        order by e.id limit 1) before on true
      where w.enabled and w.id <> all(${[...busy]}::int[])
    )
    update webhook_delivery d set next_attempt_at = greatest(l.held_until, ${claimedUntil}::timestamptz)
    from looked l join domain_event e on e.id = l.event_id
    where d.id = l.id
    returning d.id, d.endpoint_id, d.event_id, d.attempts, l.domain_id, l.held_until is not null as held, l.url_sealed,
      l.secret_sealed, l.previous_secret_sealed, e.type, e.at, e.data`;
  const free = rows.filter(({ held }) => !held).sort((a, b) => a.id - b.id);
  return { due: free.map((row) => dueOf(core, row)), looked: rows.length };
}

const dueOf = (core: Core, row: ClaimedRow): DueDelivery => ({
  id: row.id,
  endpointId: row.endpointId,
  domainId: row.domainId,
  messageId: `evt_${row.eventId}`,
  body: bodyOf(row),
  attempts: row.attempts,
  target: opened(core, row),
});

/** What is sent of an event. */
export const bodyOf = ({ type, at, data }: { readonly type: string; readonly at: Date; readonly data: unknown }) =>
  JSON.stringify({ type, timestamp: at.toISOString(), data });

function opened(core: Core, row: ClaimedRow): DueDelivery['target'] {
  const { urlSealed, secretSealed, previousSecretSealed } = row;
  if (urlSealed === null || secretSealed === null) return undefined;
  const sealed = [secretSealed, previousSecretSealed].filter((secret) => secret !== null);
  try {
    return {
      url: core.sealer.open(urlLabel(row.endpointId), urlSealed),
      secrets: sealed.map((secret) => core.sealer.open(secretLabel(row.endpointId), secret)),
    };
  } catch {
    return undefined;
  }
}

const GONE = 410;
const isTaken = ({ status }: Attempt): boolean => status !== undefined && status >= 200 && status < 300;

/**
 * Keeps how a try went: delivered, to be tried again, or given up. 410 gives it up at once and switches the endpoint off.
 * Gives back when it is tried again; undefined: it is not.
 */
export async function settleDelivery(core: Core, due: DueDelivery, attempt: Attempt): Promise<Date | undefined> {
  const taken = isTaken(attempt);
  const seconds = taken || attempt.status === GONE ? undefined : waitAfter(due.attempts + 1, Math.random());
  const now = core.clock();
  const again = seconds === undefined ? undefined : new Date(now.getTime() + seconds * 1000);
  const state = taken ? 'delivered' : again ? 'waiting' : 'given_up';
  // The next one of the object is due with the end of this one. A sender that was away for longer than its claim changes
  // nothing of what another one has done meanwhile.
  await core.sql`
    with tried as (
      insert into webhook_attempt (delivery_id, at, duration_ms, status, error, answer)
      values (${due.id}, ${attempt.at}, ${attempt.durationMs}, ${attempt.status ?? null}, ${attempt.error ?? null}, ${attempt.answer})
    ), settled as (
      update webhook_delivery set state = ${state}, attempts = attempts + 1, next_attempt_at = ${again ?? now},
        finished_at = ${again ? null : now}
      where id = ${due.id} and state = 'waiting' returning id, endpoint_id, object_kind, object_id, state
    )
    update webhook_delivery set next_attempt_at = ${now} where id = (
      select d.id from webhook_delivery d join settled s on s.state <> 'waiting' and d.endpoint_id = s.endpoint_id
        and d.object_kind = s.object_kind and d.object_id = s.object_id and d.id > s.id
      where d.state = 'waiting' order by d.id limit 1)`;
  if (attempt.status === GONE) await switchOff(core, due);
  return again;
}

async function switchOff(core: Core, { domainId, endpointId }: DueDelivery): Promise<void> {
  const intent = { type: 'webhook.gone' as const, subject: `webhook ${endpointId}` };
  await write(core, systemActor(domainId, 'webhooks'), intent, async (tx) => {
    const off = await tx.sql`
      update webhook_endpoint set enabled = false, off_because = 'gone' where id = ${endpointId} and enabled returning 1`;
    if (off.length === 0) return;
    const changes = { enabled: [true, false], offBecause: [null, 'gone'] } as const;
    tx.changed({ action: 'change', objectKind: 'webhook', objectId: endpointId, changes });
    tx.touched('webhook', endpointId);
  });
}

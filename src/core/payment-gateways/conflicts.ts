import { requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { refuse } from '../errors.ts';
import type { Money } from '../ledger/money.ts';
import { afterId, type Page, type PageRequest, toPage } from '../page.ts';
import { write } from '../write.ts';
import type { CallingGateway } from './entrance.ts';

/** A payment that came again with another sum or for another account, for a person to see to. */
export interface PaymentConflict {
  readonly id: number;
  readonly gateway: { readonly id: number; readonly name: string };
  readonly paymentId: string;
  /** As it came first, and was booked. */
  readonly booked: Money & {
    readonly account: string;
    readonly entryId: number;
    readonly organization: { readonly id: number; readonly title: string | null };
  };
  /** As it came later. */
  readonly told: Money & { readonly account: string };
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

interface Told {
  readonly paymentId: string;
  readonly account: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** Notes it in a write of its own: the call that brought it is refused. */
export async function noteConflict(core: Core, { id, actor }: CallingGateway, told: Told): Promise<void> {
  const { paymentId, account, amountMinor, currency } = told;
  await write(core, actor, { type: 'payment_conflict.note', subject: `payment ${paymentId}` }, async (tx) => {
    const now = core.clock();
    await tx.sql`
      insert into gateway_conflict as c (gateway_id, payment_id, account, amount, currency, first_at, last_at)
      values (${id}, ${paymentId}, ${account}, ${`${amountMinor}`}::text::bigint, ${currency}, ${now}, ${now})
      on conflict (gateway_id, payment_id, account, amount) where closed_at is null
      do update set times = c.times + 1, last_at = excluded.last_at`;
  });
}

/** Those that nobody has seen to, oldest first. */
export async function paymentConflicts(core: Core, actor: Actor, page: PageRequest): Promise<Page<PaymentConflict>> {
  requireMay(actor, 'payment-gateways.manage');
  const rows = await listReader(core)<ConflictRow[]>`
    select c.id, g.id as gateway_id, g.name as gateway_name, c.payment_id, c.account, c.amount::text as amount, c.currency,
      c.times, c.first_at, c.last_at, p.account as booked_account, p.amount::text as booked_amount,
      p.currency as booked_currency, p.entry_id, p.organization_id, o.title
    from gateway_conflict c join payment_gateway g on g.id = c.gateway_id
    join gateway_payment p on p.gateway_id = c.gateway_id and p.payment_id = c.payment_id
    left join organization o on o.id = p.organization_id
    where g.domain_id = ${actor.domainId} and c.closed_at is null and c.id > ${afterId(page.after)}
    order by c.id limit ${page.limit + 1}`;
  return toPage(rows.map(toConflict), page.limit, (conflict) => conflict.id);
}

/** A person has seen to it. Told again with the same, it is a new one. */
export async function closeConflict(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'payment-gateways.manage');
  await write(core, actor, { type: 'payment_conflict.close', subject: `conflict ${id}` }, async (tx) => {
    const closed = await tx.sql<{ paymentId: string }[]>`
      update gateway_conflict c set closed_by = ${actorName(actor)}, closed_at = ${core.clock()}
      from payment_gateway g
      where c.id = ${id} and g.id = c.gateway_id and g.domain_id = ${actor.domainId} and c.closed_at is null
      returning c.payment_id`;
    const [first] = closed;
    if (!first) throw refuse('payment_conflict_not_found', { id });
    const changes = { [`payment_conflict.${first.paymentId}`]: ['open', 'closed'] as const };
    tx.changed({ action: 'change', objectKind: 'domain', objectId: actor.domainId, changes });
  });
}

interface ConflictRow {
  readonly id: number;
  readonly gatewayId: number;
  readonly gatewayName: string;
  readonly paymentId: string;
  readonly account: string;
  readonly amount: string;
  readonly currency: string;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly bookedAccount: string;
  readonly bookedAmount: string;
  readonly bookedCurrency: string;
  readonly entryId: number;
  readonly organizationId: number;
  readonly title: string | null;
}

const toConflict = (row: ConflictRow): PaymentConflict => ({
  id: row.id,
  gateway: { id: row.gatewayId, name: row.gatewayName },
  paymentId: row.paymentId,
  booked: {
    amount: BigInt(row.bookedAmount),
    currency: row.bookedCurrency,
    account: row.bookedAccount,
    entryId: row.entryId,
    organization: { id: row.organizationId, title: row.title },
  },
  told: { amount: BigInt(row.amount), currency: row.currency, account: row.account },
  times: row.times,
  firstAt: row.firstAt,
  lastAt: row.lastAt,
});

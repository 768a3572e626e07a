import { randomBytes } from 'node:crypto';
import type { UserActor } from '../actor.ts';
import { myContracts } from '../contracts/own-contracts.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { checkSum } from '../ledger/entering.ts';
import { policyOf } from '../ledger/policy.ts';
import { write } from '../write.ts';

/** `vp` and 20 hexadecimal digits: no contract is called so, nobody guesses another's, and order numbers have room for it. */
const newPreparedId = (): string => `vp${randomBytes(10).toString('hex')}`;

/** How long one that nobody paid may still be named. */
export const KEPT_DAYS = 30;
const MOST_A_DAY = 100;

/**
 * Notes what a subscriber is about to pay for one of their contracts, and answers the id that the payment provider names
 * it by. It is no money: a gateway's call books that.
 */
export async function preparePayment(
  core: Core,
  actor: UserActor,
  organizationId: number,
  amountMinor: bigint,
): Promise<string> {
  await requireOwn(core, actor, organizationId);
  if (amountMinor <= 0n) throw invalid('amount', 'payment_not_positive');
  const policy = await policyOf(reader(core), actor.domainId);
  checkSum(policy, amountMinor, undefined);
  const id = newPreparedId();
  await write(core, actor, { type: 'payment.prepare', subject: `organization ${organizationId}` }, async ({ sql }) => {
    const now = core.clock();
    const [made] = await sql<{ count: number }[]>`
      select count(*)::int as count from prepared_payment
      where organization_id = ${organizationId} and created_at > ${now}::timestamptz - interval '1 day'`;
    if (made && made.count >= MOST_A_DAY) throw refuse('prepared_payments_too_many', { limit: MOST_A_DAY });
    await sql`
      insert into prepared_payment (id, domain_id, organization_id, user_id, amount, currency, created_at)
      values (${id}, ${actor.domainId}, ${organizationId}, ${actor.id}, ${`${amountMinor}`}::text::bigint, ${policy.currency}, ${now})`;
  });
  return id;
}

/** Notes by what id the provider has it, as the app says; the first word stands. It books nothing. */
export async function registerPayment(
  core: Core,
  actor: UserActor,
  id: string,
  providerId: string | undefined,
): Promise<void> {
  checkText('providerId', providerId, 255, 1);
  const contracts = (await myContracts(core, actor)).map(({ organizationId }) => organizationId);
  await write(core, actor, { type: 'payment.register', subject: `payment ${id}` }, async ({ sql }) => {
    const [row] = await sql`
      update prepared_payment
      set registered_at = coalesce(registered_at, ${core.clock()}), provider_id = coalesce(provider_id, ${providerId ?? null})
      where id = ${id} and domain_id = ${actor.domainId} and organization_id = any(${contracts}::int[])
      returning 1`;
    if (!row) throw refuse('prepared_payment_not_found', { id });
  });
}

/** A payment is prepared by the contract's own people. */
async function requireOwn(core: Core, actor: UserActor, organizationId: number): Promise<void> {
  const contracts = await myContracts(core, actor);
  if (!contracts.some((contract) => contract.organizationId === organizationId))
    throw refuse('organization_not_found', { id: organizationId });
}

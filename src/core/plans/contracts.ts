import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { afterId, GREATEST_ID, type Page, type PageRequest, toPage } from '../page.ts';
import { type ContractRow, findContract, listContracts } from './contract-queries.ts';
import type { Plan } from './plan.ts';
import { today } from './prices.ts';
import { listOfferedPlans, plansByIds } from './queries.ts';

/** A contract as a billing sees it that calls it by an id of its own: terms of today, and the plans that it has. */
export interface PlanContract extends Omit<ContractRow, 'planIds'> {
  /** By id. */
  readonly plans: readonly Plan[];
}

export async function contractPage(
  core: Core,
  actor: Actor,
  page: Pick<PageRequest, 'after' | 'limit'>,
): Promise<Page<PlanContract>> {
  requireMay(actor, 'plans.read');
  const range = { after: afterId(page.after), limit: page.limit + 1 };
  const rows = await listContracts(listReader(core), actor.domainId, await today(core, actor), range);
  const { items, next } = toPage(rows, page.limit, ({ id }) => id);
  return { items: await withPlans(core, actor, items), next };
}

/** By the billing's own id of it. */
export const contractByBillingId = async (core: Core, actor: Actor, billingId: number): Promise<PlanContract> =>
  await contractBy(core, actor, { billingId });

export const contractById = async (core: Core, actor: Actor, id: number): Promise<PlanContract> =>
  await contractBy(core, actor, { id });

/** What is sold now, or still had: from the newest plan down. */
export async function offeredPlans(
  core: Core,
  actor: Actor,
  page: Pick<PageRequest, 'after' | 'limit'>,
): Promise<Page<Plan>> {
  requireMay(actor, 'plans.read');
  const before = afterId(page.after) || GREATEST_ID;
  const rows = await listOfferedPlans(listReader(core), actor.domainId, before, page.limit + 1, core.clock());
  return toPage(rows, page.limit, ({ id }) => id);
}

async function contractBy(
  core: Core,
  actor: Actor,
  by: { readonly id: number } | { readonly billingId: number },
): Promise<PlanContract> {
  requireMay(actor, 'plans.read');
  const row = await findContract(reader(core), actor.domainId, await today(core, actor), by);
  const [contract] = row ? await withPlans(core, actor, [row]) : [];
  if (!contract) throw refuse('organization_not_found', { id: 'id' in by ? by.id : by.billingId });
  return contract;
}

async function withPlans(core: Core, actor: Actor, rows: readonly ContractRow[]): Promise<readonly PlanContract[]> {
  const ids = [...new Set(rows.flatMap(({ planIds }) => planIds))];
  const plans = await plansByIds(reader(core), actor.domainId, ids, core.clock());
  return rows.map(({ planIds, ...row }) => ({ ...row, plans: planIds.flatMap((id) => plans.get(id) ?? []) }));
}

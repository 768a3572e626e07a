import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import { checkInteger, differences, present } from '../fields.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { lockOrganization } from '../organizations/queries.ts';
import { today } from '../plans/prices.ts';
import { isDay } from '../time.ts';
import { write } from '../write.ts';
import { storeTerms, termsOn } from './queries.ts';
import { type Terms, WHOLE_DISCOUNT } from './terms.ts';

/** What holds today; nothing agreed: no discount, no trial. */
export async function termsToday(core: Core, actor: Actor, organizationId: number): Promise<Terms> {
  await requireOrganization(core, actor, organizationId);
  requireMay(actor, 'plans.read');
  return await termsOn(reader(core), organizationId, await today(core, actor));
}

export interface TermsChange {
  readonly discount?: number | undefined;
  readonly trialUntil?: string | null | undefined;
}

/** Sets them from today on; what held on the days before stays as it was. */
export async function setTerms(core: Core, actor: Actor, organizationId: number, change: TermsChange): Promise<void> {
  requireMay(actor, 'plans.assign');
  checkInteger('discount', change.discount, 0, WHOLE_DISCOUNT);
  const { trialUntil } = change;
  if (typeof trialUntil === 'string' && (!isDay(trialUntil) || trialUntil < '1970-01-01'))
    throw invalid('trialUntil', 'date_malformed');
  const day = await today(core, actor);
  const intent = { type: 'organization.terms' as const, subject: `organization ${organizationId}`, request: change };
  await write(core, actor, intent, async (tx) => {
    await lockOrganization(tx.sql, actor.domainId, organizationId);
    const before = await termsOn(tx.sql, organizationId, day);
    const asked = present(change);
    await storeTerms(tx.sql, organizationId, day, { ...before, ...asked });
    const changes = differences<Terms>(before, asked);
    tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
    tx.touched('organization', organizationId);
  });
}

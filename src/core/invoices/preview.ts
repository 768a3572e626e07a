import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { domainById } from '../domains/settings.ts';
import { invalid } from '../errors.ts';
import { requireMayReadMoney } from '../ledger/operations.ts';
import { shortage } from './charged-queries.ts';
import type { MoneyDocument } from './document.ts';
import { chargedIn, draftInvoice, termsOf } from './drafting.ts';
import { invoicedMonth } from './month.ts';

/**
 * What an organization's invoice of a month (YYYY-MM; absent: the running one) would say today, without a number, in the
 * currency (ISO 4217; absent: the domain's). No number is used up. The same who may read its balance.
 */
export async function previewInvoice(
  core: Core,
  actor: Actor,
  organizationId: number,
  asked: { readonly month?: string | undefined; readonly currency?: string | undefined } = {},
): Promise<MoneyDocument> {
  await requireMayReadMoney(core, actor, organizationId);
  const { domainId } = actor;
  const terms = await termsOf(core, domainId);
  const month = invoicedMonth(asked.month ?? terms.today.slice(0, 7));
  const { currency = terms.policy.currency } = asked;
  if (!/^[A-Z]{3}$/.test(currency)) throw invalid('currency', 'currency_unknown');
  const sql = reader(core);
  const charged = await chargedIn(sql, terms, organizationId, month);
  const lacking = await shortage(sql, domainId, organizationId, currency, month, false);
  const draft = await draftInvoice(sql, terms, { organizationId, month, currency, charged, lacking });
  // Nothing is filled in yet: the provider's title at least.
  if (draft.seller.name !== '') return draft;
  const { title } = await domainById(core, actor);
  return { ...draft, seller: { ...draft.seller, name: title } };
}

import { type Core, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import { checkText } from '../fields.ts';
import { findPayees, findPrepared, type Payee } from './queries.ts';

/** How a provider names who pays: one of the two. */
export interface PayeeName {
  readonly account?: string | undefined;
  /** A payment that an app prepared. */
  readonly prepared?: string | undefined;
}

const LONGEST = 255;

/**
 * The contract that is paid for. `account`: its number, the billing's uid or an outside id of it, in letters of either case;
 * `id:17`: by our own id; or the id of a prepared payment. What means several contracts is refused, and so is the default
 * organization, which holds what nobody claimed.
 */
export async function payeeOf(core: Core, domainId: number, { account, prepared }: PayeeName): Promise<Payee> {
  checkText('account', account, LONGEST);
  checkText('prepared', prepared, LONGEST);
  const name = account?.trim() ?? '';
  const byPrepared = prepared ? await findPrepared(reader(core), domainId, prepared.trim()) : undefined;
  if (prepared && !byPrepared) throw invalid('prepared', 'account_unknown', { account: prepared });
  if (byPrepared && name === '') return byPrepared;
  const found = name === '' ? [] : await findPayees(reader(core), domainId, name);
  const [payee, another] = found;
  if (!payee) throw invalid('account', 'account_unknown', { account: name });
  if (another || (byPrepared && byPrepared.organizationId !== payee.organizationId))
    throw invalid('account', 'account_ambiguous', { account: name });
  return payee;
}

/** A title as a payer may recognize it and nobody else learn it: the first letter of each word. */
export const masked = (title: string): string =>
  title.replace(/([\p{L}\p{N}])([\p{L}\p{N}]+)/gu, (_, first: string, rest: string) => first + '*'.repeat(rest.length));

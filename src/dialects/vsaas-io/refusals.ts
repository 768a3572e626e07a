import { type DomainError, inFields, type Said } from '../../core/errors.ts';
import { REFUSALS, type Words } from '../../core/refusals/index.ts';
import { sentence } from '../../core/refusals/sentence.ts';

/** What this API calls the core's fields. A name that is not here is the same in both. */
const NAMES: Readonly<Record<string, string>> = { planIds: 'tariff_plans', ownerId: 'owner' };

const english = Object.fromEntries(Object.entries(REFUSALS).map(([reason, { text }]) => [reason, text])) as Words;

/** The core's English, but where an organization is named by an id that this API's clients know as the external one. */
export const VSAAS_WORDS = {
  ...english,
  organization_not_empty:
    'The organization (external_id {id}) has {cameras} cameras, {locks} locks and {users} users: move them first, or delete it with the header force: true',
  user_limit: 'The organization (external_id {id}) may have {limit} users and has {count}',
} satisfies Words;

/** A refusal in this API's words. */
export const vsaasText = ({ reason, params }: Said): string => sentence(VSAAS_WORDS[reason], params);

/** The whole of it; what is said of fields begins with their names. */
export const vsaasMessage = (error: DomainError): string =>
  Object.keys(error.fields).length > 0
    ? inFields(error.fields, vsaasText, (field) => NAMES[field] ?? field)
    : vsaasText(error);

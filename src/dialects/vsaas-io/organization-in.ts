import { invalid } from '../../core/errors.ts';
import { isObject, oneObject } from '../wire/body.ts';
import { type Body, id, text } from '../wire/values.ts';

export interface OrganizationIn {
  readonly title: string | undefined;
  /** An e-mail address. */
  readonly owner: string | undefined;
  /** Undefined: not said; none: no plans. */
  readonly planIds: readonly number[] | undefined;
}

/** The fields of a request: within `organization`, as `organization[title]` of a form, or beside it. */
export function organizationIn(body: unknown): OrganizationIn {
  const fields = fieldsOf(oneObject(body));
  const { owner } = fields;
  return {
    title: text(fields, 'title'),
    // Clients send back what they were shown.
    owner: isObject(owner) ? text(owner, 'email') : text(fields, 'owner'),
    planIds: planIds(fields.tariff_plans),
  };
}

function fieldsOf(body: Body): Body {
  const { organization } = body;
  if (isObject(organization)) return organization;
  if (organization !== undefined && organization !== null) throw invalid('organization', 'body_not_object');
  const named = Object.entries(body).map(([name, value]) => [/^organization\[(\w+)\]$/.exec(name)?.[1] ?? name, value]);
  return Object.fromEntries(named) as Body;
}

/** Numbers or text, as an array, as "549,550" or "[549, 550]", or plans as they were shown; null and an empty text say nothing. */
function planIds(value: unknown): readonly number[] | undefined {
  if (value === undefined || value === null || value === 'None') return undefined;
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const items = typeof value === 'string' ? value.replace(/^\s*\[|\]\s*$/g, '').split(',') : [value].flat();
  return items.filter((item) => !(typeof item === 'string' && item.trim() === '')).map(planId);
}

function planId(item: unknown): number {
  const known = id({ tariff_plans: isObject(item) ? item.id : item }, 'tariff_plans');
  if (known === undefined) throw invalid('planIds', 'number_required');
  return known;
}

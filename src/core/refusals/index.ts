import { CAMERAS_REFUSALS } from './cameras.ts';
import { DOOR_CODES_REFUSALS } from './door-codes.ts';
import { DOORS_REFUSALS } from './doors.ts';
import { FOLDERS_REFUSALS } from './folders.ts';
import { INVOICES_REFUSALS } from './invoices.ts';
import { KEY_TABLES_REFUSALS } from './key-tables.ts';
import { LOCATIONS_REFUSALS } from './locations.ts';
import { MONEY_REFUSALS } from './money.ts';
import { ORGANIZATIONS_REFUSALS } from './organizations.ts';
import { PAYMENTS_REFUSALS } from './payments.ts';
import { PEOPLE_REFUSALS } from './people.ts';
import { RATING_REFUSALS } from './rating.ts';
import type { Placeholder } from './refusal.ts';
import { REQUEST_REFUSALS } from './request.ts';
import { SESSIONS_REFUSALS } from './sessions.ts';
import { SETTINGS_REFUSALS } from './settings.ts';
import { SUBSCRIBERS_REFUSALS } from './subscribers.ts';

/** Every way in which the domain says no, with its kind and its English sentence. */
export const REFUSALS = {
  ...REQUEST_REFUSALS,
  ...PEOPLE_REFUSALS,
  ...SESSIONS_REFUSALS,
  ...ORGANIZATIONS_REFUSALS,
  ...FOLDERS_REFUSALS,
  ...CAMERAS_REFUSALS,
  ...DOORS_REFUSALS,
  ...DOOR_CODES_REFUSALS,
  ...KEY_TABLES_REFUSALS,
  ...LOCATIONS_REFUSALS,
  ...MONEY_REFUSALS,
  ...RATING_REFUSALS,
  ...INVOICES_REFUSALS,
  ...PAYMENTS_REFUSALS,
  ...SETTINGS_REFUSALS,
  ...SUBSCRIBERS_REFUSALS,
};

/** The closed set of reasons. Who has words of its own for them has a table over all of it, which a new one breaks. */
export type Reason = keyof typeof REFUSALS;

/** What the sentence of a reason names, by the names in its braces. */
export type ParamsOf<R extends Reason> = Readonly<Record<Placeholder<(typeof REFUSALS)[R]['text']>, Param>>;
export type Param = string | number | readonly (string | number)[];
export type Params = Readonly<Record<string, Param>>;

/** Sentences by reason, in one language or one dialect's words, with the same names in braces. */
export type Words = Readonly<Record<Reason, string>>;

export const REASONS = Object.keys(REFUSALS) as readonly Reason[];

import type { Words } from '../index.ts';
import { CAMERAS_IN_RUSSIAN } from './cameras.ts';
import { DOOR_CODES_IN_RUSSIAN } from './door-codes.ts';
import { DOORS_IN_RUSSIAN } from './doors.ts';
import { FOLDERS_IN_RUSSIAN } from './folders.ts';
import { INVOICES_IN_RUSSIAN } from './invoices.ts';
import { KEY_TABLES_IN_RUSSIAN } from './key-tables.ts';
import { LOCATIONS_IN_RUSSIAN } from './locations.ts';
import { MONEY_IN_RUSSIAN } from './money.ts';
import { ORGANIZATIONS_IN_RUSSIAN } from './organizations.ts';
import { PAYMENTS_IN_RUSSIAN } from './payments.ts';
import { PEOPLE_IN_RUSSIAN } from './people.ts';
import { RATING_IN_RUSSIAN } from './rating.ts';
import { REQUEST_IN_RUSSIAN } from './request.ts';
import { SESSIONS_IN_RUSSIAN } from './sessions.ts';
import { SETTINGS_IN_RUSSIAN } from './settings.ts';
import { SUBSCRIBERS_IN_RUSSIAN } from './subscribers.ts';

/** Refusals in Russian. What is said of a field begins with a small letter: it follows the field's name. */
export const IN_RUSSIAN = {
  ...REQUEST_IN_RUSSIAN,
  ...PEOPLE_IN_RUSSIAN,
  ...SESSIONS_IN_RUSSIAN,
  ...ORGANIZATIONS_IN_RUSSIAN,
  ...FOLDERS_IN_RUSSIAN,
  ...CAMERAS_IN_RUSSIAN,
  ...DOORS_IN_RUSSIAN,
  ...DOOR_CODES_IN_RUSSIAN,
  ...KEY_TABLES_IN_RUSSIAN,
  ...LOCATIONS_IN_RUSSIAN,
  ...MONEY_IN_RUSSIAN,
  ...RATING_IN_RUSSIAN,
  ...INVOICES_IN_RUSSIAN,
  ...PAYMENTS_IN_RUSSIAN,
  ...SETTINGS_IN_RUSSIAN,
  ...SUBSCRIBERS_IN_RUSSIAN,
} as const satisfies Words;

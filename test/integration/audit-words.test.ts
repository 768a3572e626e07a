import { expect, test } from 'vitest';
import { PLAIN_FIELDS, URL_FIELDS } from '../../src/core/cameras/camera.ts';
import { NO_CONNECTION } from '../../src/core/cameras/source/connection.ts';
import { FOLDER_FIELDS } from '../../src/core/folders/tree.ts';
import { ORGANIZATION_FIELDS } from '../../src/core/organizations/organization.ts';
import { PLAN_FIELDS } from '../../src/core/plans/plan.ts';
import { PRESET_FIELDS } from '../../src/core/presets/preset.ts';
import { SITE_FIELDS } from '../../src/core/sites/site.ts';
import { USER_FIELDS } from '../../src/core/users/user.ts';
import english from '../../web/src/locales/en/console.json' with { type: 'json' };
import russian from '../../web/src/locales/ru/console.json' with { type: 'json' };

test('every field that the audit holds has a word in both languages', () => {
  const fields = new Set<string>([
    ...PLAIN_FIELDS,
    ...URL_FIELDS,
    ...Object.keys(NO_CONNECTION),
    ...FOLDER_FIELDS,
    ...ORGANIZATION_FIELDS,
    ...PLAN_FIELDS,
    ...PRESET_FIELDS,
    ...SITE_FIELDS,
    ...USER_FIELDS,
  ]);
  for (const { audit } of [english, russian])
    expect([...fields].filter((field) => !Object.hasOwn(audit.fields, field))).toEqual([]);
});

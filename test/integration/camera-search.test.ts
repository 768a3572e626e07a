import { afterAll, beforeAll, expect, test } from 'vitest';
import { cameraCount, cameraPage } from '../../src/core/cameras/reading/visible.ts';
import { BILLING, type TestCore, testCore } from '../support/core.ts';

const COUNT = 2000;
let bed: TestCore;
const texts = new Map<string, string>();

beforeAll(async () => {
  bed = await testCore();
  const rows = await bed.core.sql<{ name: string; text: string }[]>`
    insert into camera (domain_id, name, title, comment, organization_id, folder_id, preset_id)
    select 1, 'camera-' || g, 'Camera ' || g * 37 || ' ' || (array['Lobby', 'Yard 50%', 'Двор_1', 'A\\\\B'])[1 + g % 4],
      case when g % 100 = 0 then 'seen by camera ' || g else '' end, 1, 1, 1
    from generate_series(1, ${COUNT}) as g
    returning name, lower(name || ' ' || title || ' ' || comment) as text`;
  for (const row of rows) texts.set(row.name, row.text);
  await bed.core.sql`analyze camera`;
});
afterAll(async () => await bed.close());

const ASKED = [
  ...[
    'camera',
    'amera 37',
    'era-19',
    '1999',
    'camera 7400 lobby',
    '74 двор',
    'двор_1',
    '0%',
    '_',
    'a\\b',
    'seen',
    'yby',
    '37 yard 50%',
  ],
  ...['a', '7', 'no such camera', 'camera-100 camera', 'ВОР_', 'camera camera'],
];

test.each(ASKED)(
  'a search for "%s" finds every camera that holds it and no other, whatever most cameras are called',
  async (search) => {
    const wanted = [...texts].filter(([, text]) => text.includes(search.toLowerCase())).map(([name]) => name);
    const found = await cameraPage(bed.core, BILLING, { search, limit: COUNT + 1 });
    expect(found.items.map((camera) => camera.name).sort()).toEqual(wanted.sort());
    expect(await cameraCount(bed.core, BILLING, { search, limit: 1 })).toBe(wanted.length);
  },
);

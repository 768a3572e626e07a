import type { Page } from 'playwright-core';
import { openBrowser } from '../test/e2e/support/browser.ts';
import { signIn, visit } from '../test/e2e/support/web.ts';
import { medianCall } from './support/calls.ts';
import { fillCameras, install } from './support/installation.ts';
import { median, report } from './support/result.ts';

/** How long does a user's card take among 100,000 users and 300,000 cameras, and for one user who sees 10,000? */
const USERS = 100_000;
const CAMERAS_EACH = 3;
const BIG = 10_000;
const ROUNDS = 15;
const CARD_MS = 300;

const { server, sql, close } = await install();
try {
  await fillCameras(sql, USERS * CAMERAS_EACH);
  await fillUsers();
  const [usual, big] = await sql<
    { id: number }[]
  >`select id from app_user where login in ('user-50000', 'big') order by login desc`;
  const measures = [];
  for (const [who, user] of [
    ['a user of 3 cameras', usual],
    [`a user of ${BIG} cameras`, big],
  ] as const) {
    const at = `/users/${user?.id}`;
    for (const path of [
      at,
      `${at}/cameras-seen?count=true`,
      `${at}/intercoms`,
      `/users?parentId=${user?.id}&count=true`,
    ])
      measures.push({
        title: `${path.replace(/\d+/, '{id}')}, ${who}`,
        unit: 'ms',
        us: await medianCall(server, path, ROUNDS),
        limit: CARD_MS,
        limitIs: 'from the click to the first tab',
        wanted: { atMost: 0.5 },
      });
  }
  for (const [who, login] of [
    ['a user of 3 cameras', 'user-50000'],
    [`a user of ${BIG} cameras`, 'big'],
  ] as const)
    measures.push({
      title: `from the click to the first tab in Chromium, ${who}`,
      unit: 'ms',
      us: await clicked(login),
      limit: CARD_MS,
      limitIs: 'the promise',
      wanted: { atMost: 1 },
    });
  report({ name: 'user-card', question: "How long does a user's card take?", measures });
} finally {
  await close();
}

/** From the click on a user in the list to its first tab with data, as the page itself counts it. The browser shares the cores. */
async function clicked(login: string): Promise<number> {
  const browser = await openBrowser();
  try {
    const { page } = await visit(browser, server);
    await signIn(page, server.login, server.password);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await once(page, login));
    return median(times);
  } finally {
    await browser.close();
  }
}

async function once(page: Page, login: string): Promise<number> {
  await page.goto(`/admin/users?search=${login}`);
  const link = page.getByRole('link', { name: login, exact: true });
  await link.waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    addEventListener('click', () => performance.mark('clicked'), { capture: true, once: true });
    const panel = '[role="tabpanel"] :is(dl, form)';
    new MutationObserver((_, observer) => {
      if (document.querySelector(panel) === null) return;
      observer.disconnect();
      requestAnimationFrame(() => performance.mark('shown'));
    }).observe(document.body, { childList: true, subtree: true });
  });
  await link.click();
  const handle = await page.waitForFunction(() => {
    const [shown] = performance.getEntriesByName('shown');
    const [from] = performance.getEntriesByName('clicked');
    return shown && from ? shown.startTime - from.startTime : undefined;
  });
  return (await handle.jsonValue()) ?? Number.NaN;
}

/** A contract each, with its owner, its cameras, and a panel and a key on every tenth; one who was granted many cameras. */
async function fillUsers(): Promise<void> {
  await sql`insert into app_user (domain_id, login) select 1, 'user-' || g from generate_series(1, ${USERS}) as g`;
  await sql`
    insert into organization (domain_id, title, owner_id) select 1, 'Contract ' || id, id from app_user where login like 'user-%'`;
  await sql`insert into membership (organization_id, user_id) select id, owner_id from organization where owner_id is not null`;
  await sql`
    update camera c set organization_id = o.id
    from (select id, row_number() over (order by id) as n from organization where owner_id is not null) o
    where o.n = (c.id - (select min(id) from camera)) / ${CAMERAS_EACH} + 1`;
  await sql`insert into panel (camera_id, domain_id) select id, 1 from camera where id % 10 = 0`;
  await sql`insert into access_key (domain_id, organization_id, digits) select 1, id, to_hex(id) from organization where id % 10 = 0`;
  await sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, archive)
    select 'organization', organization_id, 'device', id, 'contract', true from camera where id % 10 = 0`;
  const [big] = await sql<{ id: number }[]>`insert into app_user (domain_id, login) values (1, 'big') returning id`;
  await sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, archive)
    select 'user', ${big?.id ?? 0}, 'device', id, 'device', true from camera order by id limit ${BIG}`;
  await sql.unsafe('analyze app_user, organization, membership, camera, panel, access_key, access_grant');
}

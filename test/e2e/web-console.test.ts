import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONSOLE_PLACES } from '../../web/src/app/routes/consolePlaces.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { arrived, callApi, go, seriousFaults, sidewaysScroll, signIn, unfold, visit } from './support/web.ts';

/** The administrator's pages: what a provider's staff does all day. */
let server: StartedServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer({ args: ['--demo'] });
  browser = await openBrowser();
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('an administrator lands in the console, and its numbers lead to what they count', async () => {
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.getByRole('link', { name: /10\s*All/ }).click();
  await page.getByRole('heading', { name: 'Cameras' }).waitFor();
  await page.getByText('10 cameras').waitFor();
});

test('the list of cameras marks the order that it is in, and no other', async () => {
  const title = page.getByRole('columnheader', { name: 'Title' });
  const titles = () => page.locator('tbody tr td:nth-child(2)').allInnerTexts();
  await expect.poll(async () => (await titles())[0]).toBe('Двор');
  expect(await title.getAttribute('aria-sort')).toBe('none');
  await title.getByRole('button').click();
  await expect.poll(async () => (await titles())[0]).toBe('Bicycle shed');
  await expect.poll(async () => await title.getAttribute('aria-sort')).toBe('ascending');
  await title.getByRole('button').click();
  await expect.poll(async () => (await titles())[0]).toBe('Подъезд 2');
  await expect.poll(async () => await title.getAttribute('aria-sort')).toBe('descending');
});

test('a camera is added, found, renamed, and its history tells', async () => {
  await page.goto('/admin/cameras/new');
  await page.getByRole('textbox', { name: 'Title' }).fill('Back door');
  await page.getByRole('textbox', { name: 'Video source' }).fill('fake://clock');
  await page.getByRole('button', { name: 'Add the camera' }).click();
  await page.getByRole('heading', { name: 'Back door' }).waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('Back gate');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Back gate' }).waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  const made = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 'Create' }) });
  await made.getByRole('button', { name: /more$/ }).click();
  await made.getByText('Video source').waitFor();
  await made.getByRole('link', { name: 'admin', exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Access' }).click();
  await page.getByRole('link', { name: 'admin', exact: true }).waitFor();
  await page.goto('/admin/cameras?search=Back');
  await page.getByRole('link', { name: 'Back gate' }).waitFor();
});

test('why somebody sees a camera is told by name, and leads there', async () => {
  await page.goto('/admin/cameras/1?tab=access');
  const folder = page.getByRole('link', { name: 'folder “Cameras” (set on the folder)' });
  await folder.waitFor();
  expect(await folder.getAttribute('href')).toMatch(/^\/admin\/organizations\/\d+\?tab=folders$/);
});

test('what a preset locks is seen, greyed, and named', async () => {
  await page.goto('/admin/cameras/1');
  const days = page.getByRole('textbox', { name: 'Days' });
  await days.waitFor();
  expect(await days.isDisabled()).toBe(true);
  await page.getByText('Set by the preset “7 days”').first().waitFor();
  await page.getByRole('combobox', { name: 'Preset' }).click();
  await page.getByRole('option', { name: 'Live only' }).click();
  await page.getByText('Set by the preset “Live only”').first().waitFor();
  expect([await days.inputValue(), await page.getByRole('textbox', { name: 'Gigabytes' }).inputValue()]).toEqual([
    '0',
    '',
  ]);
  await page.getByRole('button', { name: 'Undo the changes' }).click();
  expect(await days.inputValue()).toBe('7');
});

test('a new camera says how long the default preset keeps its archive', async () => {
  await page.goto('/admin/cameras/new');
  await unfold(page, 'Archive');
  await page.getByText('Set by the preset “Default”').first().waitFor();
  expect(await page.getByRole('textbox', { name: 'Days' }).inputValue()).toBe('1');
  await page.goto('/admin/cameras/1');
});

test('what is not saved is not lost by a click', async () => {
  await page.getByRole('textbox', { name: 'Comment' }).fill('half a thought');
  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    const text = dialog.message();
    await dialog.dismiss();
    return text;
  });
  await page.getByRole('link', { name: 'Overview' }).click();
  expect(await asked).toContain('not saved');
  expect(new URL(page.url()).pathname).toBe('/admin/cameras/1');
  await page.getByRole('button', { name: 'Undo the changes' }).click();
});

test('a block is set with its reason and lifted', async () => {
  await page.getByRole('button', { name: 'Block' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Roof repair');
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await page.getByRole('alert').getByText('Roof repair').waitFor();
  await page
    .getByText(/^Since \d+ \w+, \d\d:\d\d$/)
    .first()
    .waitFor();
  await page.getByRole('tab', { name: 'Player' }).click();
  await page.getByText("Lift it on the camera's card or its organization's.").waitFor();
  expect(await page.getByText('Ask your provider').count()).toBe(0);
  await page.getByRole('tab', { name: 'General' }).click();
  await page.getByRole('button', { name: 'Lift the block' }).click();
  await page.getByText('Roof repair').waitFor({ state: 'detached' });
});

test('an organization and its user are made, and the user gets a folder', async () => {
  await page.goto('/admin/organizations/new');
  await page.getByRole('textbox', { name: 'Title' }).fill('Mill Road 3');
  await page.getByRole('button', { name: 'Add the organization' }).click();
  await page.getByRole('heading', { name: 'Mill Road 3' }).waitFor();
  const organization = page.url().split('/').at(-1);
  await page.goto(`/admin/users/new?organizationId=${organization}`);
  await page.getByRole('textbox', { name: 'Login' }).fill('miller');
  await page.getByLabel('Password', { exact: true }).fill('flour-and-water');
  await page.getByRole('button', { name: 'Add the user' }).click();
  await page.getByRole('heading', { name: 'miller' }).waitFor();
  await page.goto(`/admin/organizations/${organization}?tab=folders`);
  await page.getByRole('combobox', { name: 'Give access' }).fill('miller');
  await page.getByRole('option', { name: /miller/ }).click();
  await page.getByRole('button', { name: 'Give access' }).click();
  await page.getByRole('table').getByRole('link', { name: 'miller' }).waitFor();
});

test('nothing is offered that is not done: mails about outages, messages a month, statistics', async () => {
  await page.goto('/admin/organizations/2');
  await page.getByRole('textbox', { name: 'Archive depth, days' }).waitFor();
  await page.getByText(/^\d+ \w+, \d\d:\d\d$/).waitFor();
  expect(await page.getByText(/messages a month|not available/).count()).toBe(0);
  await page.getByRole('tab', { name: 'Members' }).click();
  await page.getByRole('columnheader', { name: 'Edits users' }).waitFor();
  expect(await page.getByText('Sees statistics').count()).toBe(0);
  await page.goto('/admin/users/2');
  await page.getByRole('textbox', { name: 'Phone' }).waitFor();
  expect(await page.getByText('not available').count()).toBe(0);
});

test('an address of nothing says so in its heading and in the title of the window', async () => {
  for (const path of ['/admin/cameras/99999', '/admin/nothing', '/nowhere']) {
    await page.goto('/admin/presets');
    await page.waitForFunction(() => document.title.startsWith('Presets'));
    await go(page, path);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await page.title()).toBe('There is no such page · Vedette');
  }
});

test('deleting many asks for the number typed, and says how it went', async () => {
  await page.goto('/admin/cameras?search=Back');
  await page.getByRole('checkbox', { name: 'Select the row' }).first().check();
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 1 camera' });
  expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('1');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Done: 1 camera').waitFor();
  await page.getByText('Nothing found').filter({ visible: true }).waitFor();
});

test('the palette finds a camera, an organization, a user, a door and a page', async () => {
  await page.goto('/admin');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  for (const [typed, found, heading] of [
    ['Gate', /^Gate/, 'Gate'],
    ['Harbour', /^Harbour Lane 12/, 'Harbour Lane 12'],
    ['boris', /^boris/, 'boris'],
    ['Front', /^Front door.*Harbour/, 'Front door'],
    ['Audit', /^Audit/, 'Audit'],
    ['Streamers', /^Streamers/, 'Streamers'],
    ['Messages', /^Messages/, 'Messages'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill(typed);
    await page.getByRole('dialog').getByRole('button', { name: found }).first().click();
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  }
  // In the viewer the console's pages and their names are loaded with the palette.
  await page.goto('/cameras');
  await page.getByRole('heading', { name: 'Cameras' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByText('System API').waitFor();
  await page.getByRole('dialog').getByRole('textbox').fill('Streamers');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Streamers/ })
    .click();
  await page.getByRole('heading', { name: 'Streamers', exact: true }).waitFor();
});

test('the API key is shown when asked and replaced only after its name is typed', async () => {
  await page.goto('/admin/settings');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const [old] = await page
    .getByRole('textbox')
    .evaluateAll((fields) =>
      fields.map((field) => (field as HTMLInputElement).value).filter((value) => value.startsWith('1111')),
    );
  expect(old).toBe(server.apiKey);
  await page.getByRole('button', { name: 'Replace the key' }).click();
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Replace the key' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
});

test('a call of the billing is found by its type, opened at its own address, and new ones come by themselves', async () => {
  const at = '/admin/billing-events';
  await callApi(server, 'POST', '/users', { login: 'billed', password: 'Birch-1-secret', organizationId: 2 });
  await page.goto(at);
  await page.getByRole('heading', { name: 'Billing events' }).waitFor();
  expect((await page.getByRole('columnheader').allInnerTexts()).slice(0, 3)).toEqual(['ID', 'Type', 'Created at']);
  await page.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'New entity' }).click();
  await page.waitForURL(/type=billing\.new_entity/);
  const row = page.getByRole('row').filter({ hasText: 'billed' });
  await row.getByRole('cell', { name: 'New entity' }).waitFor();
  expect(await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')).toContain(
    'type=billing.new_entity',
  );
  await row.getByRole('button', { name: /^Open event/ }).click();
  await page.waitForURL(/event=\d+/);
  const card = page.getByRole('dialog', { name: 'New entity' });
  await card.getByText('billing.new_entity').waitFor();
  await card.getByText('user.create').waitFor();
  await card.getByRole('link', { name: 'organization 2' }).waitFor();
  expect(await card.textContent()).not.toContain('secret');
  expect(await seriousFaults(page)).toEqual([]);
  await page.reload();
  await card.getByText('billing.new_entity').waitFor();
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'hidden' });
  await page.getByRole('switch', { name: 'Show new ones' }).press('Space');
  await page.waitForURL(/live=true/);
  await callApi(server, 'POST', '/users', { login: 'later', organizationId: 2 });
  await page.getByRole('row').filter({ hasText: 'later' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('switch', { name: 'Show new ones' }).press('Space');
  await page.goto(`${at}?event=999999999`);
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
});

/** The main pages and, of each kind, what they lead to. */
const PAGES = [
  ...CONSOLE_PLACES.map(([, path]) => path),
  '/admin/cameras/new',
  '/admin/cameras/1',
  '/admin/cameras/1?tab=intercom',
  '/admin/cameras/1?tab=access',
  '/admin/cameras/1?tab=history',
  '/admin/doors/1',
  '/admin/doors/1?tab=events',
  '/admin/doors/1?tab=access',
  '/admin/doors/new',
  '/admin/locks/new',
  '/admin/organizations/2',
  '/admin/organizations/2?tab=cameras',
  '/admin/organizations/2?tab=members',
  '/admin/organizations/2?tab=devices',
  '/admin/organizations/2?tab=keys',
  '/admin/organizations/2?tab=folders',
  '/admin/organizations/2?tab=presets',
  '/admin/users/2',
  '/admin/presets/2',
  '/admin/administrators/new',
  '/profile',
  '/nowhere',
];

test.each([
  { language: 'ru-RU', scheme: 'dark', width: 390, height: 844 },
  { language: 'en-GB', scheme: 'light', width: 1440, height: 900 },
] as const)(
  'every page in $language, $scheme, $width px: nothing serious for axe, nothing sideways',
  async (how) => {
    const { context, page: other } = await visit(browser, server, how);
    await signIn(other, server.login, server.password);
    for (const path of PAGES) {
      await go(other, path);
      await arrived(other, path);
      expect(await seriousFaults(other), path).toEqual([]);
      expect(await sidewaysScroll(other), path).toBeLessThanOrEqual(0);
    }
    await context.close();
  },
  300_000,
);

test('a service administrator is added, limited to playback, and signs calls', async () => {
  await page.goto('/admin/administrators');
  await page.getByText('No service administrators yet').waitFor();
  await page.getByText('Add an administrator').click();
  await page.getByRole('textbox', { name: 'Login (AdminLogin)' }).fill('player');
  await page.getByLabel('Password (AdminPassword)').fill('player-secret');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'player' }).click();
  const signed = new URLSearchParams({ AdminLogin: 'player', AdminPassword: 'player-secret' });
  const call = async () =>
    await (await fetch(`${server.url}/system-api/GetRecordTypes`, { method: 'POST', body: signed })).json();
  expect(await call()).toHaveLength(4);
  await page.getByRole('switch', { name: 'All methods' }).click();
  await page.getByRole('button', { name: 'Playback only' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(call).toMatchObject({ ErrorCode: 3 });
});

test('while the server is away the page says so and comes back with it', async () => {
  await callApi(server, 'GET', '/overview');
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/admin/organizations');
  await page.getByText('The server does not answer').waitFor();
  await page.unroute('**/api/**');
  await page.getByRole('heading', { name: 'Organizations' }).waitFor({ timeout: 15_000 });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** The provider's doors: set up, opened at a panel, and what the panel says of keys. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let panel: PanelSimulator;

beforeAll(async () => {
  panel = await new PanelSimulator().start();
  server = await startServer({ args: ['--demo'], env: { CONNECTOR: 'demo' } });
  browser = await openBrowser();
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await panel?.stop();
});

const look = async () => {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
};

test('a lock is added, and a door of it', async () => {
  await page.goto('/admin/locks/new');
  await page.getByRole('textbox', { name: 'Title' }).fill('Yard gate lock');
  await page.getByRole('textbox', { name: 'Address' }).fill('Mill Road 3');
  await page.getByRole('button', { name: 'Add the lock' }).click();
  await page.getByRole('heading', { name: 'Yard gate lock' }).waitFor();
  await page.getByRole('tab', { name: 'Doors' }).click();
  await page.getByText('No doors here').waitFor();
  await page.getByRole('link', { name: 'Add a door' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Yard gate');
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Gate', exact: true }).click();
  await page.getByRole('combobox', { name: 'Camera' }).fill('Lobby');
  await page.getByRole('option', { name: /Lobby/ }).click();
  await page.getByRole('button', { name: 'Add the door' }).click();
  await page.getByRole('heading', { name: 'Yard gate' }).waitFor();
  await page.getByRole('link', { name: 'Yard gate lock' }).waitFor();
  await look();
});

const door = () => page.url().split('?')[0] ?? '';

test('an opening ends as the panel says, in words that tell what to mend', async () => {
  const card = door();
  const open = page.getByRole('button', { name: 'Open', exact: true });
  const camera = await page.getByRole('combobox', { name: 'Camera' }).inputValue();
  expect(camera).toContain('Lobby');
  await open.click();
  await page.getByText('There is nothing to open it with.').waitFor();

  const { items } = await callApi<{ items: { id: number }[] }>(server, 'GET', '/cameras?search=Lobby');
  await page.goto(`/admin/cameras/${items[0]?.id}?tab=intercom`);
  await page.getByRole('button', { name: 'Make it an intercom' }).click();
  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: 'Beward' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill(panel.address);
  await page.getByRole('textbox', { name: 'Login' }).fill(panel.login);
  await page.getByLabel('Password', { exact: true }).fill('not this one');
  await page.getByRole('button', { name: 'Make it an intercom' }).click();
  await page.getByText('It is set and is not shown').waitFor();
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  await page.getByRole('table', { name: 'Doors' }).getByRole('link', { name: 'Yard gate', exact: true }).click();

  await page.getByRole('link', { name: /The panel of/ }).waitFor();
  await open.click();
  await page.getByText('The panel does not accept the login and password.').waitFor();
  expect(panel.openings).toBe(0);
  await callApi(server, 'PUT', `/cameras/${items[0]?.id}/panel`, { password: panel.password });
  await open.click();
  await page.getByText(/^Opened in \d+ ms$/).waitFor();
  expect(panel.openings).toBe(1);
  await look();
  expect(door()).toBe(card);
});

test('what happened at the door is told, and by whom', async () => {
  await page.getByRole('tab', { name: 'Events' }).click();
  const rows = page.getByRole('table', { name: 'Events' }).getByRole('row');
  await rows.filter({ hasText: 'Opened' }).filter({ hasText: 'admin' }).waitFor();
  expect(await rows.filter({ hasText: 'Did not open' }).count()).toBe(2);
  await look();
  await page.getByRole('tab', { name: 'Access' }).click();
  await page.getByRole('combobox', { name: 'May this user open it, and why' }).fill('anna');
  await page.getByRole('option', { name: /anna/ }).click();
  await page.getByText('May not open').waitFor();
  await look();
});

test('a contract is given the lock, its key goes onto the panel, and off it again', async () => {
  await page.goto('/admin/organizations/2?tab=devices');
  await page.getByRole('combobox', { name: 'Camera or lock' }).fill('Yard gate');
  await page.getByRole('option', { name: /Yard gate lock/ }).click();
  await page.getByRole('button', { name: 'Give' }).click();
  await page.getByRole('table', { name: 'Devices' }).getByRole('link', { name: 'Yard gate lock' }).waitFor();
  await look();
  await page.getByRole('tab', { name: 'Keys' }).click();
  const digits = page.getByRole('textbox', { name: 'Key', exact: true });
  await digits.fill('not a key');
  await page.getByRole('button', { name: 'Add the key' }).click();
  await page.getByText('1 to 30 digits').waitFor();
  await digits.fill('00000075BCD01A');
  await page.getByRole('button', { name: 'Add the key' }).click();
  const row = page.getByRole('row').filter({ hasText: '00000075bcd01a' });
  await row.waitFor();
  await expect.poll(() => panel.keys.has('00000075bcd01a')).toBe(true);
  await row.getByRole('cell', { name: /^On / }).waitFor();
  await look();
  await page.getByRole('button', { name: 'Delete the key 00000075bcd01a' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await row.waitFor({ state: 'detached' });
  await expect.poll(() => panel.keys.has('00000075bcd01a')).toBe(false);
});

test('the flat of a contract is set, and the billing is asked of it', async () => {
  await page.goto('/admin/organizations/2');
  await page.getByRole('textbox', { name: 'Flat' }).fill('18');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  expect(await callApi(server, 'GET', '/organizations/2')).toMatchObject({ apartment: 18 });
  await page.getByRole('button', { name: 'Ask the billing now' }).click();
  await page.getByRole('heading', { name: 'Is the contract paid' }).waitFor();
  await look();
});

test('keys come from a table that is looked at first, and go onto the panel', async () => {
  const { items } = await callApi<{ items: { id: number }[] }>(server, 'GET', '/cameras?search=Lobby');
  await page.goto(`/admin/cameras/${items[0]?.id}?tab=intercom`);
  await page.getByRole('button', { name: 'From a table' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keys from a table' });
  const csv = 'Flat;Key;Comment\n18;00000075BCD02B;blue\n99;abc;\n';
  const file = { name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByText('no contract of flat 99 may open a door of this panel', { exact: false }).waitFor();
  await dialog.getByRole('cell', { name: '00000075bcd02b' }).waitFor();
  await look();
  await dialog.getByRole('switch', { name: 'Replace the keys' }).click();
  await dialog.getByText('Mend the rows that are left out first', { exact: false }).waitFor();
  expect(await dialog.getByRole('button', { name: /^Make/ }).isDisabled()).toBe(true);
  await dialog.getByRole('switch', { name: 'Replace the keys' }).click();
  await dialog.getByRole('button', { name: 'Make 1 change' }).click();
  await dialog.getByText('Taken: 1 added', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect.poll(() => panel.keys.has('00000075bcd02b')).toBe(true);
});

test('a blocked lock opens for nobody, and deleting it asks for its name', async () => {
  await page.goto('/admin/locks?search=Yard');
  await page.getByRole('link', { name: 'Yard gate lock' }).click();
  await page.getByRole('button', { name: 'Block' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Paint is wet');
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await page.getByRole('alert').getByText('Paint is wet').waitFor();
  await page.getByRole('tab', { name: 'Doors' }).click();
  await page.getByRole('link', { name: 'Yard gate', exact: true }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('alert').getByText('Paint is wet').waitFor();
  expect(panel.openings).toBe(1);
  await page.getByRole('link', { name: 'Yard gate lock' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the lock' });
  expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('Yard gate lock');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Locks' }).waitFor();
});

test('the billing is asked of a telephone, and shows what it says', async () => {
  await page.goto('/admin/connector');
  await page.getByRole('textbox', { name: 'Phone' }).fill('12');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText('ten digits').waitFor();
  await page.getByRole('textbox', { name: 'Phone' }).fill('+7 910 000-00-01');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByRole('heading', { name: 'Services and prices' }).waitFor();
  await page.getByText('Not paid', { exact: true }).waitFor();
  await look();
});

test('a test message goes out by the gateway that is saved', async () => {
  await page.goto('/admin/settings');
  await page.getByRole('textbox', { name: 'SMS gateway' }).fill('fake://sms');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('textbox', { name: 'Phone' }).fill('8 910 000-00-01');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('The gateway took it').waitFor();
  await look();
});

test('an intercom has a card: its settings, a flat that is linked and has its own, its keys and what its panel has of them', async () => {
  await page.goto('/admin/intercoms?search=Lobby');
  await page.getByRole('table', { name: 'Intercoms' }).getByRole('link', { name: 'Lobby' }).first().click();
  await page.getByRole('textbox', { name: 'First flat' }).fill('1');
  await page.getByRole('textbox', { name: 'Last flat' }).fill('60');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  await look();
  await page.getByRole('tab', { name: 'Flats' }).click();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Contract' }).click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('textbox', { name: 'Flat' }).fill('61');
  await dialog.getByRole('button', { name: 'Link' }).click();
  const flat = dialog.getByRole('textbox', { name: 'Flat' });
  await expect.poll(() => flat.getAttribute('aria-invalid')).toBe('true');
  expect(await dialog.getByRole('alert').count()).toBe(0);
  await flat.fill('12');
  await dialog.getByRole('button', { name: 'Link' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Settings of flat 12' }).click();
  await dialog.getByRole('combobox', { name: 'Kind of connection' }).click();
  await page.getByRole('option', { name: 'Handset', exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const flats = page.getByRole('table', { name: 'Flats' });
  await flats.getByRole('row').filter({ hasText: 'Handset' }).waitFor();
  await look();
});

test('the card compares the panel with what it shall have, and brings it there; its log is that of its doors', async () => {
  const { items } = await callApi<{ items: { id: number }[] }>(server, 'GET', '/intercoms?search=Lobby');
  panel.keys.set('0badc0de', 0);
  await page.goto(`/admin/intercoms/${items[0]?.id}?tab=keys`);
  await page.getByRole('button', { name: 'Synchronize' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText('1 key on the panel is nobody’s')
    .or(dialog.getByText("1 key on the panel is nobody's"))
    .waitFor();
  await dialog.getByRole('checkbox', { name: 'Take them off the panel' }).check();
  await dialog.getByRole('button', { name: /^Correct/ }).click();
  await dialog.getByText(/^Done: /).waitFor();
  await expect.poll(() => panel.keys.has('0badc0de')).toBe(false);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Collect keys' }).click();
  await page.getByText('No unknown keys were touched').waitFor();
  await look();
  await page.getByRole('button', { name: 'End the collection' }).click();
  await page.getByRole('button', { name: 'Collect keys' }).waitFor();
  await look();
  await page.getByRole('tab', { name: 'Access log' }).click();
  await page
    .getByRole('table', { name: 'Access log' })
    .getByRole('row')
    .filter({ hasText: 'Opened' })
    .first()
    .waitFor();
  await look();
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByRole('heading', { name: 'When the panel was away' }).waitFor();
  await look();
});

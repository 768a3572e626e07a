import type { Browser, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { type WebhookReceiver, webhookReceiver } from '../support/webhook-receiver.ts';
import { openBrowser } from './support/browser.ts';
import { arrived, callApi, isClean, signIn, visit } from './support/web.ts';

let server: StartedServer;
let browser: Browser;
let receiver: WebhookReceiver;
let desk: Page;
let phone: Page;

beforeAll(async () => {
  receiver = await webhookReceiver();
  server = await startServer({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  browser = await openBrowser();
  desk = (await visit(browser, server, { scheme: 'light', width: 1440, height: 900 })).page;
  phone = (await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 })).page;
  await signIn(desk, server.login, server.password);
  await signIn(phone, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  receiver?.close();
});

test('a webhook is added, its secret shown once, tried, failing, sent again and rotated', async () => {
  await desk.goto('/admin/webhooks');
  await desk.getByText('No webhooks yet').waitFor();
  await isClean(desk);
  await desk.getByRole('link', { name: 'Add a webhook' }).click();
  await desk.getByLabel('Address').fill(`${receiver.url}/hook?token=hunter2`);
  await desk.getByText('is not encrypted', { exact: false }).waitFor();
  await desk.getByLabel('Name').fill('CRM');
  await desk.getByRole('switch', { name: 'All events' }).click({ force: true });
  await desk.getByRole('button', { name: 'Add', exact: true }).click();
  await desk.getByText('give at least one type of events', { exact: false }).first().waitFor();
  await isClean(desk);
  await desk.getByRole('checkbox', { name: 'Contracts, users, cameras, access' }).check();
  expect(await desk.getByRole('checkbox', { name: 'camera.created' }).isDisabled()).toBe(true);
  await desk.getByRole('button', { name: 'Add', exact: true }).click();
  const first = await desk.getByRole('textbox', { name: 'Secret' }).inputValue();
  expect(first).toMatch(/^whsec_/);
  await isClean(desk);
  await desk.getByRole('link', { name: 'I have copied it' }).click();
  await desk.getByRole('heading', { name: 'CRM' }).waitFor();
  expect(await desk.getByLabel('Address').inputValue()).toBe(`${receiver.url}/hook?token=***`);
  expect(await desk.content()).not.toContain(first);
  await isClean(desk);

  receiver.answer = () => ({ status: 503, body: 'closed for lunch' });
  await desk.getByRole('button', { name: 'Send a test' }).click();
  await desk.getByText('Answered 503').first().waitFor();
  receiver.answer = () => ({ status: 200 });
  await desk.getByRole('button', { name: 'webhook.test' }).click();
  await desk.getByText('closed for lunch').first().waitFor();
  await isClean(desk);
  await desk.getByRole('button', { name: 'Send again' }).click();
  await desk.getByRole('row', { name: /webhook\.test.*Delivered/ }).waitFor();
  const message = receiver.received.at(-1);
  expect(new Webhook(first).verify(message?.body ?? '', message?.headers ?? {})).toMatchObject({
    type: 'webhook.test',
  });

  await desk.getByRole('button', { name: 'Replace the secret' }).click();
  await desk.getByLabel('Type CRM to confirm').fill('CRM');
  await desk.getByRole('dialog').getByRole('button', { name: 'Replace the secret' }).click();
  await expect.poll(async () => await desk.getByRole('textbox', { name: 'Secret' }).inputValue()).not.toBe(first);
  await desk.getByText('Messages are signed with the secret before as well until').waitFor();
  const made = await callApi<{ id: number }>(server, 'POST', '/organizations', { title: 'Birch' });
  await expect.poll(() => receiver.received.at(-1)?.object).toBe(`organization ${made.id}`);
  const told = receiver.received.at(-1);
  expect(() => new Webhook(first).verify(told?.body ?? '', told?.headers ?? {})).not.toThrow();
  await desk.getByRole('row', { name: /organization\.created.*Delivered/ }).waitFor();
  await isClean(desk);
});

test('on a telephone, in Russian, the list and the log stand in the width', async () => {
  await phone.goto('/admin/webhooks');
  await phone.getByRole('link', { name: 'CRM' }).waitFor();
  await isClean(phone);
  await phone.getByRole('link', { name: 'CRM' }).click();
  await phone.getByRole('tab', { name: 'Доставки' }).click();
  await phone.getByText('organization.created').first().waitFor();
  await isClean(phone);
  await phone.goto(`${new URL(phone.url()).pathname}?tab=deliveries&state=given_up`);
  await phone.getByText('Сбросить фильтры').waitFor();
  await isClean(phone);
  await phone.goto('/admin/webhooks/new');
  await arrived(phone, '/admin/webhooks/new');
  await isClean(phone);
});

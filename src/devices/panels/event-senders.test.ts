import { expect, test } from 'vitest';
import type { ReportingPanel } from '../../core/panels/reports/senders.ts';
import { EventSenders } from './event-senders.ts';

const panel = (cameraId: number, host: string): ReportingPanel => ({
  cameraId,
  domainId: 1,
  model: 'beward',
  host,
  name: `panel-${cameraId}`,
  mac: null,
});
const silent = { host: '', program: '' };

test('addresses are never looked up, new names at once, and known names after five minutes', async () => {
  const asked: string[] = [];
  const clock = { nowMs: 0, address: '10.0.0.7' };
  const senders = new EventSenders(
    async (host) => {
      asked.push(host);
      return [clock.address];
    },
    () => clock.nowMs,
  );
  const found = (address: string) => senders.find(address, silent)?.cameraId;
  await senders.learn([panel(1, '10.0.0.5'), panel(2, 'porch.example')]);
  expect([found('10.0.0.5'), found('::ffff:10.0.0.7'), found('10.0.0.8')]).toEqual([1, 2, undefined]);
  clock.nowMs = 299_999;
  clock.address = '10.0.0.8';
  await senders.learn([panel(2, 'porch.example'), panel(3, 'gate.example')]);
  expect(asked).toEqual(['porch.example', 'gate.example']);
  expect([senders.isKnown('10.0.0.5'), found('10.0.0.7'), found('10.0.0.8')]).toEqual([false, 2, 3]);
  clock.nowMs = 300_000;
  await senders.learn([panel(2, 'porch.example')]);
  expect(asked).toEqual(['porch.example', 'gate.example', 'porch.example']);
  expect([senders.isKnown('10.0.0.7'), found('10.0.0.8')]).toEqual([false, 2]);
});

test('two names are looked up at once, and those that wait keep no address from counting', async () => {
  const waiting: (() => void)[] = [];
  const senders = new EventSenders(async (host) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (host === 'name-4') throw new Error('There is no such name');
    return [`10.0.1.${host.slice(-1)}`];
  });
  const names = [1, 2, 3, 4].map((n) => panel(n, `name-${n}`));
  const learned = senders.learn([panel(9, '10.0.0.9'), ...names]);
  expect(waiting.length).toBe(2);
  expect(senders.find('10.0.0.9', silent)?.cameraId).toBe(9);
  for (let n = 0; n < names.length; n++) {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.();
  }
  await learned;
  expect([1, 2, 3, 4].map((n) => senders.isKnown(`10.0.1.${n}`))).toEqual([true, true, true, false]);
});

import { expect, test } from 'vitest';
import { aBlock, aKey, anAdministrator, aSubscriber, reasonOf, theSystem } from '../../../test/support/facts.ts';
import type { Actor } from '../actor.ts';
import type { BlockChange } from './blocks.ts';
import { blocksText, stillOff } from './blocks.ts';
import { requireSource } from './operations.ts';
import { blockSourceOf, speaksForBilling } from './source.ts';

const through = (actor: Actor): Actor => ({ ...actor, trace: { ...actor.trace, integration: true } });
const readOnly = { ...anAdministrator, readonly: true };

test('each hand keeps its blocks under its own source', () => {
  const cases: [Actor, string][] = [
    [aKey, 'billing'],
    [through(anAdministrator), 'billing'],
    [anAdministrator, 'administrator'],
    [aSubscriber, 'owner'],
    [through(aSubscriber), 'owner'],
    [theSystem, 'administrator'],
    [through(readOnly), 'administrator'],
  ];
  for (const [actor, source] of cases) expect(blockSourceOf(actor)).toBe(source);
  expect(cases.map(([actor]) => speaksForBilling(actor))).toEqual([true, true, false, false, false, false, false]);
});

test("subscribers set and lift the owner's block alone, the provider every one but the connector's", () => {
  const asked = (actor: Actor, source: BlockChange['source'], connected = true) =>
    reasonOf(() => requireSource(connected, actor, { source, reason: '' }));
  for (const source of ['owner', 'billing', 'administrator', 'quota'] as const) {
    expect(asked(anAdministrator, source)).toBeUndefined();
    expect(asked(aSubscriber, source)).toBe(source === 'owner' ? undefined : 'block_of_provider');
  }
  expect(asked(theSystem, 'connector')).toBeUndefined();
  expect([asked(anAdministrator, 'connector'), asked(aKey, 'connector')]).toEqual(
    Array.from({ length: 2 }, () => 'block_of_connector'),
  );
});

test('what a billing left that is asked no more is lifted by the provider, and not set', () => {
  const lift: BlockChange = { source: 'connector', reason: undefined };
  expect(reasonOf(() => requireSource(false, anAdministrator, lift))).toBeUndefined();
  expect(reasonOf(() => requireSource(true, anAdministrator, lift))).toBe('block_of_connector');
  expect(reasonOf(() => requireSource(false, aSubscriber, lift))).toBe('block_of_connector');
  expect(reasonOf(() => requireSource(false, anAdministrator, { ...lift, reason: 'off' }))).toBe('block_of_connector');
});

test('something that is asked to be on and stays off says whose blocks keep it off', () => {
  const blocks = [aBlock('billing', 'debt'), aBlock('owner')];
  expect(blocksText(blocks)).toBe('blocked by billing: debt, blocked by owner');
  expect(stillOff({ enabled: true }, blocks)?.message).toBe(
    'enabled: it stays off: blocked by billing: debt, blocked by owner',
  );
  expect([stillOff({ enabled: true }, []), stillOff({ enabled: false }, blocks), stillOff({}, blocks)]).toEqual(
    Array.from({ length: 3 }, () => undefined),
  );
});

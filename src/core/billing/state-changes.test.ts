import { expect, test } from 'vitest';
import type { ContractState } from './connector.ts';
import { changesOf, type InForce } from './state-changes.ts';

const free: InForce = { barred: null, suspended: { 7: null, 8: null } };
const devices = (states: Record<number, ContractState>) => ({
  devices: new Map(Object.entries(states).map(([id, state]) => [Number(id), state])),
});

test('an answer that is in force already changes nothing', () => {
  expect(changesOf(free, { state: 'paid' })).toEqual([]);
  expect(changesOf({ ...free, barred: 'unpaid' }, { state: 'unpaid' })).toEqual([]);
  expect(changesOf({ barred: null, suspended: { 7: 'off' } }, devices({ 7: 'off' }))).toEqual([]);
});

test('a contract is barred, barred for another reason, and free again', () => {
  expect(changesOf(free, { state: 'unpaid' })).toEqual([{ of: 'contract', barred: 'unpaid' }]);
  expect(changesOf({ ...free, barred: 'unpaid' }, { state: 'off' })).toEqual([{ of: 'contract', barred: 'off' }]);
  expect(changesOf({ ...free, barred: 'off' }, { state: 'paid' })).toEqual([{ of: 'contract', barred: null }]);
});

test('by device, each goes its own way and one that is not named stays as it is', () => {
  const now: InForce = { barred: null, suspended: { 7: 'unpaid', 8: null, 9: 'off' } };
  expect(changesOf(now, devices({ 7: 'paid', 8: 'off' }))).toEqual([
    { of: 'device', id: 7, was: 'unpaid', is: null },
    { of: 'device', id: 8, was: null, is: 'off' },
  ]);
});

test('a device that the contract no longer has is not suspended', () => {
  expect(changesOf(free, devices({ 99: 'off' }))).toEqual([]);
});

test('a billing that goes over from contracts to devices lifts the bar of the whole, and the other way round', () => {
  expect(changesOf({ ...free, barred: 'unpaid' }, devices({ 7: 'unpaid' }))).toEqual([
    { of: 'contract', barred: null },
    { of: 'device', id: 7, was: null, is: 'unpaid' },
  ]);
  expect(changesOf({ barred: null, suspended: { 7: 'unpaid' } }, { state: 'unpaid' })).toEqual([
    { of: 'contract', barred: 'unpaid' },
    { of: 'device', id: 7, was: 'unpaid', is: null },
  ]);
});

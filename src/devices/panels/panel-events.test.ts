import { expect, test } from 'vitest';
import { bewardEvent } from './beward-events.ts';
import { ReportGate } from './report-gate.ts';
import { sokolEvent } from './sokol-events.ts';
import { readSyslog } from './syslog.ts';

const read = (text: string) => readSyslog(Buffer.from(text));

test('a message is read with either header, with half of one, and with none', () => {
  const text = 'Opening door by RFID 00000012AB34CD, apartment 5';
  const named = { host: '10.0.0.7', program: 'DKS_rev2[0a1b2c3d4e5f]', text };
  expect(read(`<14>Oct 11 22:14:15 10.0.0.7 DKS_rev2[0a1b2c3d4e5f]: ${text}\n`)).toEqual(named);
  expect(read(`<14>1 2026-01-02T03:04:05.000+03:00 10.0.0.7 DKS_rev2[0a1b2c3d4e5f] - - - ${text}`)).toEqual(named);
  expect(read(`<14>1 2026-01-02T03:04:05Z - - 17 ID [a@1 b="c\\]"] ${text}\0`)).toEqual({
    host: '',
    program: '',
    text,
  });
  expect(read(`<14>Oct  1 22:14:15 panel ${text}`)).toEqual({ host: 'panel', program: '', text });
  expect(read(text)).toEqual({ host: '', program: '', text });
});

test('what is no text, or longer than a line, is no message', () => {
  expect(readSyslog(Buffer.alloc(65_507, 'a'))).toBeUndefined();
  expect(readSyslog(Buffer.from([0xff, 0xfe, 0x00]))).toBeUndefined();
  expect(read('')).toEqual({ host: '', program: '', text: '' });
});

test("Beward's panels tell of keys, codes, calls and buttons", () => {
  const key = { kind: 'key', opened: true, digits: '00000012ab34cd', apartment: 5, entry: 'main' };
  expect(bewardEvent('Opening door by RFID 00000012AB34CD, apartment 5')).toEqual(key);
  expect(bewardEvent('Opening door by external RFID 00000012AB34CD, apartment 0')).toEqual({
    ...key,
    apartment: null,
    entry: 'second',
  });
  expect(bewardEvent('RFID 00000012AB34CD is not present in database')).toEqual({
    ...key,
    opened: false,
    apartment: null,
  });
  expect(bewardEvent('Opening door by code 12345, apartment 7')).toEqual({ kind: 'code', opened: true, apartment: 7 });
  const call = { kind: 'call', by: 'tones', apartment: 7 };
  expect(bewardEvent('[61255] Opening door by DTMF command for apartment 7')).toEqual(call);
  expect(bewardEvent('Opening door by CMS handset for apartment 7')).toEqual({ ...call, by: 'handset' });
  expect(bewardEvent('Main door button pressed!')).toEqual({ kind: 'button', entry: 'main' });
  expect(bewardEvent('Additional door button pressed!')).toEqual({ kind: 'button', entry: 'second' });
  for (const other of ['Main door button unpressed!', 'Main door opened by button press', 'RTSP client incoming', ''])
    expect(bewardEvent(other), other).toBeUndefined();
});

test("Sokol's panels tell of the same, of wrong codes too", () => {
  const key = { kind: 'key', opened: true, digits: '000000337500aa', apartment: null, entry: 'main' };
  expect(sokolEvent('Opening door by RFID 000000337500AA, apartment 0')).toEqual(key);
  expect(sokolEvent('RFID 000000337500AA is not present in database')).toEqual({ ...key, opened: false });
  expect(sokolEvent('Opening door by code 54321, apartment 12')).toEqual({ kind: 'code', opened: true, apartment: 12 });
  expect(sokolEvent('Got invalid code 44444 from MC')).toEqual({ kind: 'code', opened: false, apartment: null });
  expect(sokolEvent('Opening door by CMS handset for apartment 12')).toMatchObject({ by: 'handset', apartment: 12 });
  expect(sokolEvent('Open main door by DTMF')).toEqual({ kind: 'call', by: 'tones', apartment: null });
  expect(sokolEvent('Main door button press')).toEqual({ kind: 'button', entry: 'main' });
  for (const other of [
    'EVENT: Detected motion in 0 areas',
    'Calling to 12 flat...',
    'Opening main door by API command',
  ])
    expect(sokolEvent(other), other).toBeUndefined();
});

test('a panel tells each thing once in a moment, and a flood costs nobody else an event', () => {
  const gate = new ReportGate();
  const key = (digits: string) => ({ kind: 'key', opened: true, digits, apartment: 1, entry: 'main' }) as const;
  expect(gate.pass(1, key('a'), 0)).toBe('passed');
  expect(gate.pass(1, key('a'), 900)).toBe('repeated');
  expect(gate.pass(1, key('a'), 6000)).toBe('passed');
  const flood = Array.from({ length: 500 }, (_, i) => gate.pass(2, key(i.toString(16)), 0));
  expect(flood.filter((told) => told === 'passed')).toHaveLength(120);
  expect(flood.filter((told) => told === 'first excess')).toHaveLength(1);
  expect(gate.pass(1, key('b'), 6001)).toBe('passed');
  expect(gate.pass(2, key('ffff'), 60_000)).toBe('passed');
});

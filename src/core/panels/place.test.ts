import { expect, test } from 'vitest';
import { placeOf, urlOf } from './place.ts';

test('an address alone is one of plain HTTP, one with a scheme stays, and none is none', () => {
  expect(urlOf('10.0.0.5')).toBe('http://10.0.0.5');
  expect(urlOf('panel:8080')).toBe('http://panel:8080');
  expect(urlOf('https://10.0.0.5')).toBe('https://10.0.0.5');
  expect(urlOf('fake://door')).toBe('fake://door');
  expect(urlOf('')).toBe('');
});

test('one device is one place, however its address is written', () => {
  for (const address of ['10.0.0.5', '10.0.0.5:80', 'http://10.0.0.5/', 'http://10.0.0.5:80', 'https://10.0.0.5:443'])
    expect(placeOf(address)).toBe('10.0.0.5');
  expect(placeOf('Panel.House.example')).toBe('panel.house.example');
});

test('another port or another host is another place', () => {
  expect(placeOf('10.0.0.5:8080')).toBe('10.0.0.5:8080');
  expect(placeOf('https://10.0.0.5:80')).toBe('10.0.0.5:80');
  expect(placeOf('')).toBe('');
  expect(placeOf('no host')).toBe('no host');
});

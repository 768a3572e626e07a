import { expect, test } from 'vitest';
import { placeOfNumbers, placeOfText } from './coordinates.ts';

test.each([
  ['52.2864 104.2807', { latitude: 52.2864, longitude: 104.2807 }],
  [' -33.9, -70.5 ', { latitude: -33.9, longitude: -70.5 }],
  ['', undefined],
  ['52.2864', undefined],
  ['95 200', undefined],
  ['by the gate', undefined],
  ['1 2 3', undefined],
])('%j is the place %j', (text, place) => expect(placeOfText(text)).toEqual(place));

test('half of a place is none', () => {
  expect(placeOfNumbers(0, 0)).toEqual({ latitude: 0, longitude: 0 });
  expect(placeOfNumbers('', 30)).toBeUndefined();
});

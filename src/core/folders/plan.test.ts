import { expect, test } from 'vitest';
import { reasonOf } from '../../../test/support/facts.ts';
import { floorPlan } from './plan.ts';

const bytes = (start: string, length = 64) => {
  const content = Buffer.alloc(length);
  content.write(start, 'latin1');
  return content;
};

test('the kind of a picture is read from its bytes', () => {
  const cases: [string, string][] = [
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['GIF87a', 'image/gif'],
    ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
  ];
  for (const [start, mediaType] of cases) expect(floorPlan(bytes(start)).mediaType).toBe(mediaType);
});

test('what a browser would run, and what is no picture at all, is refused', () => {
  for (const start of ['<svg xmlns="http://www.w3.org/2000/svg">', '<?xml', 'RIFF\x10\x00\x00\x00WAVE', 'GIF88a', ''])
    expect(reasonOf(() => floorPlan(bytes(start)))).toBe('floorPlan: floor_plan_no_picture');
  expect(reasonOf(() => floorPlan(Buffer.alloc(0)))).toBe('floorPlan: floor_plan_no_picture');
});

test('a picture of five megabytes goes, one byte more does not', () => {
  const most = 5 * 1024 * 1024;
  expect(floorPlan(bytes('\xff\xd8\xff', most)).content.length).toBe(most);
  expect(reasonOf(() => floorPlan(bytes('\xff\xd8\xff', most + 1)))).toBe('floorPlan: floor_plan_too_large');
});

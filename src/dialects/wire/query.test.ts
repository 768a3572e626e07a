import { expect, test } from 'vitest';
import { parameter } from './query.ts';

test.each([
  ['/a?name=x&token=y', 'x'],
  ['/a?nickname=z&name=x', 'x'],
  ['/a?token=name=q&name=x', 'x'],
  ['/a?name=yard%2Fgate+1', 'yard/gate 1'],
  ['/a?name=', ''],
  ['/a?name', undefined],
  ['/name=x', undefined],
  ['/a?name=%E0%A4', undefined],
  ['/a?b=1', undefined],
])('the name in %s is %j', (url, name) => {
  expect(parameter(url, 'name')).toBe(name);
});

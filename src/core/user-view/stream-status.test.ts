import { expect, test } from 'vitest';
import { type StreamState, statusOfStreams } from './stream-status.ts';

test('a camera is active when all of its streams are up, inactive when none is, and empty without any', () => {
  const rows: readonly (readonly [readonly StreamState[], string])[] = [
    [[], 'empty'],
    [['up'], 'active'],
    [['up', 'up'], 'active'],
    [['up', 'down'], 'partially_active'],
    [['up', 'unanswered'], 'partially_active'],
    [['down'], 'inactive'],
    [['down', 'down'], 'inactive'],
    [['unanswered'], 'initialization'],
    [['down', 'unanswered'], 'initialization'],
  ];
  for (const [streams, status] of rows) expect([streams, statusOfStreams(streams)]).toEqual([streams, status]);
});

import { expect, test } from 'vitest';
import { Problem } from '../../api/problems/problem.ts';
import { type IssueState, runIssue } from './issueRun.ts';

const part = (issued: number, next: number | null, remaining = 0) => ({
  issued,
  existing: 0,
  remaining,
  next,
  failed: [],
});

async function run(send: Parameters<typeof runIssue>[3], isStopped = () => false) {
  const told: IssueState[] = [];
  await runIssue('2026-10', (state) => told.push(state), isStopped, send);
  return told;
}

test('goes on from where the part before ended, tells how far it is, and names whom it could not invoice', async () => {
  const asked: (number | null)[] = [];
  const told = await run(async (_month, after) => {
    asked.push(after);
    if (after !== null) return part(20, null);
    const error = { code: 'conflict' as const, message: 'nobody can be named' };
    return { ...part(24, 31, 20), failed: [{ organizationId: 7, error }] };
  });
  expect(asked).toEqual([null, 31]);
  expect(told.map(({ issued, remaining, running }) => [issued, remaining, running])).toEqual([
    [0, undefined, true],
    [24, 20, true],
    [44, 0, true],
    [44, 0, false],
  ]);
  expect(told.at(-1)?.failures).toMatchObject([{ organizationId: 7, problem: { message: 'nobody can be named' } }]);
});

test('ends when it is stopped, and when a call is refused, with what was done until then', async () => {
  const stopped = await run(
    async () => part(25, 31, 50),
    () => true,
  );
  expect(stopped.at(-1)).toMatchObject({ running: false, issued: 25, remaining: 50, broken: null });
  const refused = await run(async (_month, after) => {
    if (after !== null) throw new Problem('offline', '');
    return part(25, 31, 50);
  });
  expect(refused.at(-1)).toMatchObject({ running: false, issued: 25, remaining: 50, broken: { code: 'offline' } });
});

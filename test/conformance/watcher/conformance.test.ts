import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { expectMatch, expectShape } from './shape.ts';

interface Step {
  readonly do: string;
  readonly path: string;
  readonly body?: unknown;
  /** Sent as it is, with its own content-type among the headers. */
  readonly raw?: string;
  /** Replaces the system key. */
  readonly headers?: Record<string, string>;
  readonly status?: number;
  /** Title of the contract's example whose field names and types the answer has to have. */
  readonly shape?: string;
  readonly match?: unknown;
  readonly equal?: unknown;
  /** Name -> path into the answer; later steps write it as `{name}`. */
  readonly keep?: Record<string, string>;
  /** The answer's header -> value. */
  readonly answers?: Record<string, string>;
}
interface Case {
  readonly title: string;
  readonly steps: readonly Step[];
}

const here = new URL('./', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, here), 'utf8'));
const contract = new Map(
  (read('contract.json') as { title: string; response: unknown }[]).map((entry) => [entry.title, entry.response]),
);

for (const file of readdirSync(here).filter((name) => name.endsWith('.json') && name !== 'contract.json')) {
  describe(`Watcher, ${file.replace('.json', '')}`, () => {
    for (const { title, steps } of read(file) as Case[]) {
      test(title, async () => {
        const app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
        const kept = new Map<string, unknown>([['key', ADMIN.apiKey]]);
        try {
          for (const step of steps) await run(app, fill(step, kept) as Step, kept);
          expect(app.logged.filter((line) => line.level === 'error')).toEqual([]);
        } finally {
          await app.close();
        }
      });
    }
  });
}

async function run(app: TestApp, step: Step, kept: Map<string, unknown>): Promise<void> {
  const what = `${step.do} ${step.path}`;
  const sends = step.raw !== undefined || step.body !== undefined;
  const response = await fetch(`${app.url}${step.path.startsWith('/vsaas/') ? '' : '/vsaas/api/v2'}${step.path}`, {
    method: step.do,
    redirect: 'manual',
    headers: {
      ...(sends ? { 'content-type': 'application/json' } : {}),
      ...(step.headers ?? { 'x-vsaas-api-key': ADMIN.apiKey }),
    },
    ...(sends ? { body: step.raw ?? JSON.stringify(step.body) } : {}),
  });
  const text = await response.text();
  expect(response.status, `${what}: ${text.slice(0, 500)}`).toBe(step.status ?? 200);
  if (response.status < 300 || response.status >= 400) {
    expect(response.headers.get('content-type'), what).toMatch(/^application\/json/);
    if (response.status >= 400) expect(JSON.parse(text), what).toMatchObject({ error_message: expect.any(String) });
  }
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  for (const [name, value] of Object.entries(step.answers ?? {})) expectMatch(response.headers.get(name), value, what);
  if (step.shape !== undefined) {
    expect([...contract.keys()]).toContain(step.shape);
    expectShape(answer, contract.get(step.shape), what);
  }
  if (step.match !== undefined) expectMatch(answer, step.match, what);
  if (step.equal !== undefined) expect(answer, what).toEqual(step.equal);
  for (const [name, path] of Object.entries(step.keep ?? {})) kept.set(name, at(answer, path));
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

/** `"{id}"` alone becomes the kept value itself, within a longer text its text. */
function fill(value: unknown, kept: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => fill(item, kept));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === 'keep' ? item : fill(item, kept)]),
    );
  if (typeof value !== 'string') return value;
  const whole = /^\{(\w+)\}$/.exec(value)?.[1];
  if (whole !== undefined && kept.has(whole)) return kept.get(whole);
  return value.replace(/\{(\w+)\}/g, (text, name: string) => (kept.has(name) ? String(kept.get(name)) : text));
}

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '../../src/api/frame/openapi.ts';
import { apiClient } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: object }>>;
}

let app: TestApp;
let operations: [string, Operation][];

beforeAll(async () => {
  app = await testApp();
  const { paths } = (await apiClient(app).get('/openapi.json')).body as {
    paths: Record<string, Record<string, Operation>>;
  };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
});
afterAll(async () => await app.close());

test('the API describes itself to anybody, as OpenAPI 3.1', async () => {
  const { status, body } = await apiClient(app).get('/openapi.json');
  expect([status, body.openapi]).toEqual([200, '3.1.0']);
  expect(operations.length).toBeGreaterThan(60);
});

test('every route has a name of its own, a summary, a tag, a good answer and a refusal', () => {
  for (const [route, operation] of operations) {
    expect(operation, route).toMatchObject({
      operationId: expect.stringMatching(/^[a-z][A-Za-z]+$/),
      summary: expect.stringMatching(/^\S.{3,}/),
      tags: [expect.any(String)],
    });
    const codes = Object.keys(operation.responses);
    expect(codes, route).toContain('default');
    expect(
      codes.some((code) => code === '200' || code === '201'),
      route,
    ).toBe(true);
  }
  const ids = operations.map(([, operation]) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the description needs no database, and is the one that the server serves', async () => {
  const printed = JSON.parse(JSON.stringify(await openApiDocument()));
  expect(printed).toEqual((await apiClient(app).get('/openapi.json')).body);
});

test('docs/reference/openapi.json is the description', async () => {
  const kept = JSON.parse(readFileSync(new URL('../../docs/reference/openapi.json', import.meta.url), 'utf8'));
  expect(kept).toEqual(JSON.parse(JSON.stringify(await openApiDocument())));
});

test('the reference page needs no outside host', async () => {
  const page = await fetch(`${app.url}/api/vedette/v1/docs/`);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(html).not.toMatch(/<script(?![^>]*src=)[^>]*>\s*\S/);
  const scripts = [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect((await fetch(new URL(script, page.url))).status, script).toBe(200);
});

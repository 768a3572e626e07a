import { request } from 'node:http';
import type { TestApp } from '../../support/app.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Parsed where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it freely
  readonly json: any;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As it goes over the wire; an object as JSON. */
  readonly body?: unknown;
  /** Loopback address that the connection comes from. */
  readonly from?: string;
}

/** One request exactly as it is written: fetch would tidy the path up. */
export async function send(app: TestApp, path: string, { method = 'POST', headers, body, from }: Sent = {}) {
  const { hostname, port } = new URL(app.url);
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  return await new Promise<Answer>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers: { ...headers }, localAddress: from, agent: false });
    sent.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response
        .on('data', (chunk: Buffer) => void chunks.push(chunk))
        .on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = String(response.headers['content-type']).startsWith('application/json');
          const json = isJson && text !== '' ? JSON.parse(text) : undefined;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      response.on('error', reject);
    });
    sent.end(text);
  });
}

/** A call as a billing sends it. */
export const bill = async (app: TestApp, method: string, body?: unknown, headers: Record<string, string> = {}) =>
  await send(app, `/bill/api/${method}/`, { body, headers: { 'content-type': 'application/json', ...headers } });

/** How many changes were ever written: equal before and after, nothing was changed. */
export async function writes(app: TestApp): Promise<number> {
  const [row] = await app.core.sql<{ count: number }[]>`select count(*)::int as count from audit_change`;
  return row?.count ?? 0;
}

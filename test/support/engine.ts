import { Webhook } from 'standardwebhooks';
import type { TestApp } from './app.ts';

export interface TestEngine {
  readonly id: number;
  readonly secret: string;
}

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any field of any answer
  readonly body: any;
}

/** A call of an engine of analytics, signed by the public package. */
export async function callEngine(
  app: TestApp,
  { id, secret }: TestEngine,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const now = new Date();
  const response = await fetch(`${app.url}/api/vedette/v1/analytics/engines/${id}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('msg_1', now, text),
    },
    ...(body === undefined ? {} : { body: text }),
  });
  return { status: response.status, body: await response.json() };
}

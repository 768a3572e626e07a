import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedMessage {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly type: string;
  readonly object: string;
}

export interface WebhookReceiver {
  readonly url: string;
  /** Everything that came, in its order, refused or not. */
  readonly received: ReceivedMessage[];
  /** What it answers: a status, with a body or a header where it matters. */
  answer: (message: ReceivedMessage) => { status: number; body?: string; headers?: Record<string, string> };
  close(): void;
}

/** A program of a provider that takes webhooks, on loopback. */
export async function webhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedMessage[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { type, data } = JSON.parse(body) as { type: string; data: { object: { kind: string; id: number } } };
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const message = { path: request.url ?? '', headers, body, type, object: `${data.object.kind} ${data.object.id}` };
      received.push(message);
      const answer = receiver.answer(message);
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: () => ({ status: 204 }),
    close: () => void server.close(),
  };
  return receiver;
}

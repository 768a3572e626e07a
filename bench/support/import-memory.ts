import { request } from 'node:http';
import { Readable } from 'node:stream';
import { residentMb } from './resident.ts';

interface Rubbish {
  readonly kind: string;
  readonly type: string;
  /** Comes once, and what comes again and again. */
  readonly start?: string;
  readonly piece: string;
}

/** Bodies of 100 MB that are no list of cameras; `no key`: what nobody is asked for. */
const BODIES: readonly Rubbish[] = [
  { kind: 'letters', type: 'text/csv', piece: 'x' },
  { kind: 'error pages', type: 'text/html', piece: '<html><body><h1>502 Bad Gateway</h1></body></html>\n' },
  { kind: 'one cell', type: 'text/csv', start: 'name,title\n', piece: 'x' },
  { kind: 'rows of rubbish', type: 'text/csv', start: 'name,title\n', piece: '%$#,&*(\n' },
  { kind: 'numbers', type: 'application/json', start: '[', piece: '1,' },
  { kind: 'empty objects', type: 'application/json', start: '[', piece: '{},' },
  { kind: 'brackets', type: 'application/json', piece: '[' },
  { kind: 'one text', type: 'application/json', start: '["', piece: 'x' },
  { kind: 'no key', type: 'application/json', start: '[', piece: '{"name":"x"},' },
];

const BYTES = 100e6;

export interface Growth {
  readonly kind: string;
  readonly status: number;
  readonly peakMb: number;
}

/** How much the server's memory grows, at its highest, while each of these bodies is posted to an import. */
export async function importMemory(
  port: number,
  pid: number,
  headers: Readonly<Record<string, string>>,
): Promise<Growth[]> {
  const growths: Growth[] = [];
  for (const body of BODIES) {
    const before = residentMb(pid);
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentMb(pid));
    }, 5);
    const status = await post(port, { ...(body.kind === 'no key' ? {} : headers), 'content-type': body.type }, body);
    peak = Math.max(peak, residentMb(pid));
    clearInterval(watch);
    growths.push({ kind: body.kind, status, peakMb: peak - before });
  }
  return growths;
}

async function post(port: number, headers: Record<string, string>, { start = '', piece }: Rubbish): Promise<number> {
  const many = piece.repeat(Math.ceil(65_536 / piece.length));
  function* pieces() {
    yield start;
    for (let sent = 0; sent < BYTES; sent += many.length) yield many;
  }
  return await new Promise<number>((resolve) => {
    const outgoing = request({
      port,
      host: '127.0.0.1',
      path: '/vsaas/api/v2/cameras/import',
      method: 'POST',
      headers,
    });
    // The server hangs up on what it has refused.
    outgoing.on('error', () => resolve(0));
    outgoing.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    Readable.from(pieces()).pipe(outgoing);
  });
}

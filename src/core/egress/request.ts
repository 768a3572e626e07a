import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { EgressPolicy } from './policy.ts';
import { HTTP_SCHEMES } from './policy.ts';

export interface EgressRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For all of it, the name server's answer too. */
  readonly timeoutMs: number;
  /** Ends it earlier: of whoever has one limit for several requests. */
  readonly signal?: AbortSignal;
  /** What `policy.resolve` gave for the host a moment ago; absent: it is asked. */
  readonly address?: string;
  /** CIDR networks that the host has to stand in; absent or empty: wherever the policy allows. */
  readonly within?: readonly string[];
  /** How much of the answer is read, bytes; longer ones throw. 0: its headers alone. 64 KiB. */
  readonly atMost?: number;
  /** A longer answer is cut there, and throws nothing. */
  readonly cut?: boolean;
  /** Cameras sign their certificates themselves. */
  readonly selfSigned?: boolean;
}

export interface EgressResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const ANSWER_BYTES = 65_536;

/** The status that a GET is answered with; the body is not waited for, however long it is. Throws as `egressRequest`. */
export const egressStatus = async (policy: EgressPolicy, url: string, timeoutMs: number): Promise<number> =>
  (await egressRequest(policy, url, { timeoutMs, atMost: 0 })).status;

/**
 * Asks a URL that a customer set: the host is resolved once, checked and pinned; redirects are not followed. Throws on
 * timeouts and connection errors, and a `DomainError` for a host that may not be reached.
 */
export async function egressRequest(
  policy: EgressPolicy,
  url: string,
  options: EgressRequest,
): Promise<EgressResponse> {
  policy.checkUrl('url', url, HTTP_SCHEMES);
  const target = new URL(url);
  const signal = limitOf(options);
  const address = options.address ?? (await unlessAborted(signal, policy.resolve(target.hostname, options.within)));
  const send = target.protocol === 'https:' ? https.request : http.request;
  const { method = 'GET', headers = {}, body = '', atMost = ANSWER_BYTES, cut = false, selfSigned = false } = options;
  return await new Promise((resolve, reject) => {
    const request = send(target, {
      method,
      headers: { ...headers, ...(body === '' ? {} : { 'content-length': Buffer.byteLength(body) }) },
      signal,
      agent: false,
      ...(selfSigned ? { rejectUnauthorized: false } : {}),
      lookup: (_host, { all }, callback) => {
        const family = isIP(address) === 6 ? 6 : 4;
        if (all) callback(null, [{ address, family }]);
        else callback(null, address, family);
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const status = response.statusCode ?? 0;
      const answer = (text: string) => resolve({ status, headers: response.headers, body: text });
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', reject);
      if (atMost === 0) {
        answer('');
        request.destroy();
        return;
      }
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= atMost) chunks.push(chunk);
        else if (cut) {
          chunks.push(chunk.subarray(0, chunk.length - (size - atMost)));
          answer(Buffer.concat(chunks).toString('utf8'));
          request.destroy();
        } else request.destroy(new Error(`The answer is longer than ${atMost / 1024} KiB`));
      });
      response.on('end', () => answer(Buffer.concat(chunks).toString('utf8')));
    });
    request.end(body);
  });
}

/** Aborts when the time is over, and when whoever has a limit above it aborts. */
export function limitOf({ timeoutMs, signal }: Pick<EgressRequest, 'timeoutMs' | 'signal'>): AbortSignal {
  const limit = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? limit : AbortSignal.any([limit, signal]);
}

/** What takes no signal itself, such as a name server: not waited for any longer. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new Error('No answer in time'));
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

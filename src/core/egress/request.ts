import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { EgressPolicy } from './policy.ts';
import { HTTP_SCHEMES } from './policy.ts';

export interface EgressResponse {
  readonly status: number;
  readonly body: string;
}

/**
 * GET of a URL that a customer set: the host is resolved once, checked and pinned; redirects are not followed; at most
 * 64 KiB are read. Throws on timeouts and connection errors.
 */
export async function egressGet(policy: EgressPolicy, url: string, timeoutMs: number): Promise<EgressResponse> {
  policy.checkUrl('url', url, HTTP_SCHEMES);
  const target = new URL(url);
  const signal = AbortSignal.timeout(timeoutMs);
  const address = await Promise.race([policy.resolve(target.hostname), aborted(signal)]);
  const send = target.protocol === 'https:' ? https.request : http.request;
  return await new Promise((resolve, reject) => {
    const request = send(target, {
      signal,
      agent: false,
      lookup: (_host, options, callback) => {
        const family = isIP(address) === 6 ? 6 : 4;
        if (options.all) callback(null, [{ address, family }]);
        else callback(null, address, family);
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= 65_536) chunks.push(chunk);
        else request.destroy(new Error('The answer is longer than 64 KiB'));
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.end();
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('No answer in time')), { once: true });
  });
}

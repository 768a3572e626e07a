import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { EgressPolicy } from './policy.ts';
import { HTTP_SCHEMES } from './policy.ts';

/**
 * The status that a GET of a URL is answered with, which somebody set who is not us: the host is resolved once, checked
 * and pinned; redirects are not followed; the body is not waited for, however long it is. Throws on connection errors
 * and when no status came in time.
 */
export async function egressStatus(policy: EgressPolicy, url: string, timeoutMs: number): Promise<number> {
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
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    request.end();
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('No answer in time')), { once: true });
  });
}

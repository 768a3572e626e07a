import { type EgressPolicy, HTTP_SCHEMES } from '../core/egress/policy.ts';
import {
  type EgressRequest,
  type EgressResponse,
  egressRequest,
  limitOf,
  unlessAborted,
} from '../core/egress/request.ts';
import { authorization, type Credentials } from './authorization.ts';

/**
 * Asks a device over HTTP, with credentials where it asks for them (Basic, Digest): never before, and never a third
 * time, since each question may do something. `url` holds none. Its host is resolved once; `timeoutMs` is for all of it,
 * the name server and both questions. Throws as `egressRequest` does.
 */
export async function askDevice(
  policy: EgressPolicy,
  url: string,
  credentials: Credentials,
  options: EgressRequest,
): Promise<EgressResponse> {
  policy.checkUrl('url', url, HTTP_SCHEMES);
  const { hostname, pathname, search } = new URL(url);
  const signal = limitOf(options);
  const address = await unlessAborted(signal, policy.resolve(hostname, options.within));
  const ask = async (headers: Readonly<Record<string, string>>) =>
    await egressRequest(policy, url, {
      ...options,
      signal,
      address,
      selfSigned: true,
      headers: { ...options.headers, ...headers },
    });
  const first = await ask({});
  if (first.status !== 401 || (credentials.login === '' && credentials.password === '')) return first;
  const challenge = first.headers['www-authenticate'];
  const answer = authorization(challenge, credentials, options.method ?? 'GET', `${pathname}${search}`);
  return answer === undefined ? first : await ask({ authorization: answer });
}

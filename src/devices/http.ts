import type { EgressPolicy } from '../core/egress/policy.ts';
import { type EgressRequest, type EgressResponse, egressRequest } from '../core/egress/request.ts';
import { authorization, type Credentials } from './authorization.ts';

/**
 * Asks a device over HTTP, with credentials where it asks for them (Basic, Digest). `url` holds none. Throws as
 * `egressRequest` does; `timeoutMs` is for each of the two questions.
 */
export async function askDevice(
  policy: EgressPolicy,
  url: string,
  { login, password }: Credentials,
  options: EgressRequest,
): Promise<EgressResponse> {
  const ask = async (headers: Readonly<Record<string, string>>) =>
    await egressRequest(policy, url, { ...options, selfSigned: true, headers: { ...options.headers, ...headers } });
  const first = await ask({});
  if (first.status !== 401 || (login === '' && password === '')) return first;
  const { pathname, search } = new URL(url);
  const challenge = first.headers['www-authenticate'];
  const answer = authorization(challenge, { login, password }, options.method ?? 'GET', `${pathname}${search}`);
  return answer === undefined ? first : await ask({ authorization: answer });
}

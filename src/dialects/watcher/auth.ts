import type { FastifyRequest } from 'fastify';
import type { Actor, Trace } from '../../core/actor.ts';
import { userFrom } from '../../core/sessions/by-address.ts';
import {
  actorByClientKey,
  actorBySession,
  actorByUserKey,
  actorInNameOf,
  byKey,
  looksLikeSession,
} from '../../core/sessions/sessions.ts';
import { Unrecognized } from './errors.ts';

/** The same text for a missing key, a wrong key and a wrong session. */
const REFUSAL = 'Access denied: send a valid x-vsaas-api-key or x-vsaas-session';

/** Who asks: by system key, user key, session, bearer of any of them, or basic login and password. Throws otherwise. */
export async function authenticate(request: FastifyRequest): Promise<void> {
  const actor = await actorOf(request);
  if (!actor) throw new Unrecognized(REFUSAL, codeFor(request));
  request.actor = actor;
}

/** The words are the same for all; the code names what was sent, never whether it was right once. */
function codeFor({ headers }: FastifyRequest): Unrecognized['code'] {
  if (headers['x-vsaas-api-key'] || headers['x-vsaas-apikey']) return 'WrongApikey';
  return headers['x-vsaas-session'] ? 'ApikeyExpired' : 'Forbidden';
}

export async function actorOf(request: FastifyRequest): Promise<Actor | undefined> {
  for (const credential of credentials(request)) {
    const actor = await actorBy(request, credential);
    if (actor) return actor;
  }
  return await actorByBasic(request);
}

/** Keys and sessions are taken in any of the places: clients mix them up. */
function credentials(request: FastifyRequest): readonly string[] {
  const { headers } = request;
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
  const sent = [
    headers['x-vsaas-api-key'],
    headers['x-vsaas-apikey'],
    headers['x-vsaas-session'],
    bearer,
    cookieOf(request),
  ];
  return sent.flatMap((value) => (typeof value === 'string' && value !== '' && value.length <= 256 ? [value] : []));
}

/** A browser's own session counts where nothing can be changed by it and no other site is behind the request. */
function cookieOf(request: FastifyRequest): string | undefined {
  if (request.method !== 'GET') return undefined;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none' ? request.cookies.vedette_session : undefined;
}

/** User keys have 24 characters, which says what to look for first, not what it is. */
async function actorBy(request: FastifyRequest, credential: string): Promise<Actor | undefined> {
  const { core, trace } = request;
  if (looksLikeSession(credential)) {
    const user = await bySession(request, credential, trace);
    if (user) return user;
  }
  const ways = [byClientKey, byUserKey, bySession];
  if (credential.length === 24) ways.unshift(byUserKey);
  return await byKey(core, credential, trace, async () => {
    for (const way of ways) {
      const actor = await way(request, credential, trace);
      if (actor) return actor;
    }
    return undefined;
  });
}

const loginOf = (request: FastifyRequest): string | undefined => {
  const login = request.headers['x-vsaas-user'];
  return typeof login === 'string' && login !== '' ? decoded(login) : undefined;
};

/** Header values arrive as Latin-1; clients send UTF-8. */
const decoded = (value: string): string => Buffer.from(value, 'latin1').toString('utf8');

async function byClientKey(request: FastifyRequest, key: string, trace: Trace): Promise<Actor | undefined> {
  const client = await actorByClientKey(request.core, key, trace);
  const login = loginOf(request);
  return client && login !== undefined ? await actorInNameOf(request.core, client, login, trace) : client;
}

const byUserKey = (request: FastifyRequest, key: string, trace: Trace) =>
  actorByUserKey(request.core, key, loginOf(request), trace);

const bySession = (request: FastifyRequest, id: string, trace: Trace) => actorBySession(request.core, id, trace);

async function actorByBasic(request: FastifyRequest): Promise<Actor | undefined> {
  const encoded = /^Basic\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 1 || pair.includes('\u0000')) return undefined;
  return await userFrom(request.core, pair.slice(0, colon), pair.slice(colon + 1), request.trace);
}

import type { FastifyRequest } from 'fastify';
import type { Actor, ClientActor, Trace } from '../../../core/actor.ts';
import { ownClient } from '../../../core/clients/own.ts';
import { issuePass, passedBy } from '../../../core/clients/passes.ts';
import { signedBy } from '../../../core/clients/service-administrators.ts';
import type { Core } from '../../../core/core.ts';
import { DomainError, inOwnWords } from '../../../core/errors.ts';
import { actorByClientKey, byKey } from '../../../core/sessions/sessions.ts';
import { objectIn } from './body.ts';
import { Fields } from './fields.ts';
import type { Method } from './method.ts';
import type { BillSettings } from './settings.ts';

/** The actor of a call. Throws `unauthenticated`. */
export type ActorOf = (request: FastifyRequest, method: Pick<Method, 'name'>) => Promise<Actor>;

const AUTH = 'auth';
const CLIENT = 'bill_api';
/** Where nobody signs in, clients that ask for a token all the same get this one, and it is not looked at. */
const OPEN_TOKEN = 'open';

export const authMethods: readonly Method[] = [
  {
    name: AUTH,
    run: async ({ core, actor, settings }) => ({
      token: settings.strict ? ((await issuePass(core, actor)) ?? unknown()) : OPEN_TOKEN,
    }),
  },
];

export function billActors({ strict }: BillSettings): ActorOf {
  return strict ? async (request, method) => (await signer(request, method)) ?? unknown() : inOwnName();
}

/** The actor of calls without credentials: the network check has let them in. */
function inOwnName(): ActorOf {
  let client: Promise<ClientActor> | undefined;
  return async ({ core, trace }) => {
    client ??= ownClient(core, CLIENT, trace);
    try {
      return { ...(await client), trace };
    } catch (error) {
      client = undefined;
      throw error;
    }
  };
}

/** `Bearer` with a token of `auth` or with the system key; `Basic` with a login and password; to `auth` these in its body. */
async function signer(request: FastifyRequest, { name }: Pick<Method, 'name'>): Promise<Actor | undefined> {
  const { core, trace } = request;
  if (name === AUTH) {
    const { login, password } = inBody(request);
    if (login !== undefined) return await signedBy(core, login, password ?? '', name, trace);
  }
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').trim().split(/\s+/);
  if (value === '') return undefined;
  if (scheme.toLowerCase() === 'basic') {
    const [, login = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
    return await signedBy(core, login, password, name, trace);
  }
  return (await passedBy(core, value, name, trace)) ?? (await bySystemKey(core, value, trace));
}

const bySystemKey = (core: Core, key: string, trace: Trace): Promise<ClientActor | undefined> =>
  byKey(core, key, trace, () => actorByClientKey(core, key, trace));

/** No body, or another, names nobody. */
function inBody({ body }: FastifyRequest): { login: string | undefined; password: string | undefined } {
  try {
    const fields = new Fields(objectIn(body));
    const login = fields.optionalText('username') ?? fields.optionalText('login') ?? undefined;
    return { login, password: fields.optionalText('password') ?? undefined };
  } catch (error) {
    if (error instanceof DomainError) return { login: undefined, password: undefined };
    throw error;
  }
}

function unknown(): never {
  throw inOwnWords('unauthenticated', 'Нужен токен: вызовите /bill/api/auth/ с верными логином и паролем');
}

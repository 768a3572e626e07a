import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { homeDomainId } from '../../../core/domains/settings.ts';
import { isObject } from '../../wire/body.ts';
import { loginOf, panelLogins, type SipLogin } from './accounts.ts';

type Row = Readonly<Record<string, string>>;

/** The objects of PJSIP that are made of a login. */
const FAMILIES: Readonly<Record<string, (login: SipLogin) => Row>> = {
  aors: ({ extension }) => ({ id: extension, max_contacts: '1', remove_existing: 'yes' }),
  auths: ({ extension, password }) => ({ id: extension, auth_type: 'userpass', username: extension, password }),
  endpoints: ({ extension, roams }) => ({
    id: extension,
    auth: extension,
    outbound_auth: extension,
    aors: extension,
    callerid: extension,
    context: 'default',
    disallow: 'all',
    allow: 'alaw,h264',
    rtp_symmetric: roams ? 'yes' : 'no',
    force_rport: roams ? 'yes' : 'no',
    ice_support: roams ? 'yes' : 'no',
    rewrite_contact: 'yes',
    timers: 'no',
    direct_media: 'no',
    allow_subscribe: 'yes',
    dtmf_mode: 'rfc4733',
  }),
};

/**
 * What res_config_curl asks: `<family>/single` answers one line of a form, nothing for what is not there;
 * `<family>/multi` a line for each. Conditions come as fields, their operator behind the name: `id LIKE=2%`.
 */
export function realtimeRoutes(app: FastifyInstance): void {
  for (const [family, rowOf] of Object.entries(FAMILIES)) {
    app.post(`/${family}/single`, async (request, reply) =>
      sendLines(reply, (await found(request, rowOf)).slice(0, 1)),
    );
    app.post(`/${family}/multi`, async (request, reply) => sendLines(reply, await found(request, rowOf)));
    // Asked at a start: whether the fields are there. Nothing is stored from over there.
    app.post(`/${family}/require`, (_request, reply) => sendText(reply, '0'));
    for (const write of ['update', 'store', 'destroy'])
      app.post(`/${family}/${write}`, (_request, reply) => sendText(reply, '0'));
  }
}

async function found(request: FastifyRequest, rowOf: (login: SipLogin) => Row): Promise<readonly Row[]> {
  const { core } = request;
  const conditions = conditionsOf(request.body);
  if (conditions.length === 0) return [];
  const domainId = await homeDomainId(core);
  const id = conditions.find(({ field, operator }) => field === 'id' && operator === '=')?.value;
  const one = id === undefined ? undefined : await loginOf(core, domainId, id);
  const logins = id === undefined ? await panelLogins(core, domainId) : one ? [one] : [];
  // An id that came with its host has been looked up without it.
  const rest = conditions.filter(({ field, operator }) => !(field === 'id' && operator === '='));
  return logins.map(rowOf).filter((row) => rest.every((condition) => holds(row, condition)));
}

interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

function conditionsOf(body: unknown): readonly Condition[] {
  if (!isObject(body)) return [];
  return Object.entries(body).map(([key, value]) => {
    const [field = '', operator = '='] = key.trim().split(/\s+/);
    return { field: field.toLowerCase(), operator: operator.toUpperCase(), value: String(value) };
  });
}

/** What a row does not have is no match: the exchange asks for mailboxes and the like, of which there are none. */
function holds(row: Row, { field, operator, value }: Condition): boolean {
  const own = row[field];
  if (own === undefined) return false;
  if (operator === 'LIKE') return likePattern(value).test(own);
  if (operator === '!=') return own !== value;
  return operator === '=' && own === value;
}

/** `%` is anything, `_` one letter, `\` takes the next one as it is. */
function likePattern(like: string): RegExp {
  const parts = [
    ...like
      .slice(0, 100)
      .replace(/%+/g, '%')
      .matchAll(/\\(.)|([\s\S])/g),
  ].map(([, escaped, plain]) => {
    if (plain === '%') return '.*';
    if (plain === '_') return '.';
    return (escaped ?? plain ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 'i');
}

const sendLines = (reply: FastifyReply, rows: readonly Row[]): FastifyReply =>
  sendText(reply, rows.map((row) => `${formOf(row)}\n`).join(''));

export const sendText = (reply: FastifyReply, text: string): FastifyReply =>
  reply.type('text/plain; charset=utf-8').send(text);

/** Spaces as `%20`: the exchange takes a plus for a plus in some of its versions. */
export const formOf = (row: Readonly<Record<string, string>>): string =>
  Object.entries(row)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { homeDomainId } from '../../../core/domains/settings.ts';
import { recordCall } from '../../../core/doors/calls.ts';
import { inOwnWords, invalid, refuse } from '../../../core/errors.ts';
import { type Flat, parseFlat } from '../../../core/organizations/flat.ts';
import {
  type CalledContract,
  type CallingPanel,
  contractCalled,
  contractsAtPanel,
  panelCalling,
} from '../../../core/panels/calls.ts';
import { isObject } from '../../wire/body.ts';
import { FIRST_MONITOR, FIRST_PANEL } from './accounts.ts';
import { autoOpenAt, codeAt, tellAutoOpen } from './codes.ts';
import { formOf, sendText } from './realtime.ts';
import { type Called, type RungPerson, rungAt, rungOf, type Silence, silenceOf } from './rung.ts';

/**
 * What the dialplan asks while a panel calls. A subject alone (a uid, a panel's number) is the whole body; several
 * fields come as JSON or as a form, and are answered alike: a form is what a dialplan takes apart by itself.
 */
export function extensionRoutes(app: FastifyInstance): void {
  const at = (name: string, run: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): void => {
    app.post(`/extensions/${name}`, run);
  };
  at('precall', async (request, reply) => answer(request, reply, await precall(request)));
  at('uidFromflatNumber', async (request, reply) => answer(request, reply, { uid: await uidOfFlat(request) }));
  at('blacklist', async (request, reply) => answer(request, reply, await blacklist(request)));
  at('autoopen', async (request, reply) => sendText(reply, String(await autoopen(request))));
  at('code', async (request, reply) => {
    const panel = await panelIn(request);
    return answer(request, reply, await codeAt(request, panel, fieldIn(request.body, 'code') ?? ''));
  });
  at('domophone', async (request, reply) => answer(request, reply, shown(await panelIn(request))));
  at('camshot', async (request, reply) => {
    await panelIn(request);
    return sendText(reply, '');
  });
  at('subscribers', async (request) => {
    const { core } = request;
    const domainId = await homeDomainId(core);
    const people = await rungOf(core, domainId, await contractIn(request), request.trace);
    return people.map(subscriber);
  });
  at('ended', async (request, reply) => {
    await ended(request);
    return sendText(reply, '');
  });
  at('push', async () => {
    throw inOwnWords('unavailable', 'Push messages are not sent from here: send them with what subscribers answers');
  });
}

/** All that a dialplan needs of a call, at once: whom to dial, or why nobody. */
async function precall(request: FastifyRequest) {
  const { core, trace } = request;
  const panel = await panelIn(request);
  const of = calledIn(request);
  const ring = await rungAt(core, await homeDomainId(core), panel, of, trace);
  const opens = (await autoOpenAt(request, panel, of)) !== undefined;
  const telephones = ring.people.map(({ account }) => account.extension);
  const monitors = ring.monitors.map((id) => String(FIRST_MONITOR + id));
  return {
    uid: ring.contract?.uid ?? '0',
    ring: ring.silence === undefined ? 'yes' : 'no',
    reason: ring.silence ?? '',
    dial: [...telephones, ...monitors].map((extension) => `PJSIP/${extension}`).join('&'),
    extensions: telephones.join(','),
    monitors: monitors.join(','),
    intercoms: ring.monitors,
    ...blocksOf(ring.silence),
    autoOpen: opens ? 1 : 0,
    whiteRabbit: 0,
    ...shown(panel),
  };
}

/** Whether the exchange opens the door by itself; the panel and the flat may be left out where the uid is said. */
async function autoopen(request: FastifyRequest): Promise<boolean> {
  const { body } = request;
  const panel = fieldIn(body, 'domophoneId') === undefined ? undefined : await panelIn(request);
  const flat = panel && fieldIn(body, 'flatNumber');
  const of = flat === undefined ? { uid: (await contractIn(request)).uid } : flatIn(request);
  return await tellAutoOpen(request, panel, of);
}

/** The dialplan tells the status of the application Dial. */
async function ended(request: FastifyRequest): Promise<void> {
  const { core, body, trace } = request;
  const panel = await panelIn(request);
  const answered = fieldIn(body, 'status')?.toUpperCase() === 'ANSWER';
  const opened = /^(yes|1|true|t)$/i.test(fieldIn(body, 'opened') ?? '');
  const { address } = trace;
  await recordCall(core, await homeDomainId(core), panel, await contractIn(request), { answered, opened, address });
}

async function uidOfFlat(request: FastifyRequest): Promise<number | string> {
  const { core } = request;
  const panel = await panelIn(request);
  const contracts = await contractsAtPanel(core, await homeDomainId(core), panel, {
    ...flatIn(request),
  });
  return numeric(contracts[0]?.uid ?? '0');
}

async function blacklist(request: FastifyRequest) {
  const silence = await silenceOf(request.core, await homeDomainId(request.core), await contractIn(request));
  return blocksOf(silence);
}

/** All zeros: the contract may be called. */
const blocksOf = (silence: Silence | undefined) => ({
  autoBlock: silence === undefined || silence === 'calls_off' || silence === 'nobody' ? 0 : 1,
  manualBlock: silence === 'calls_off' ? 1 : 0,
  adminBlock: 0,
});

const shown = ({ cameraId, uuid, dtmf, title, address }: CallingPanel) => ({
  deviceId: cameraId,
  device_uuid: uuid,
  deviceIP: address,
  dtmf: dtmf ?? '1',
  callerId: title,
});

/** `hash` is the telephone's SIP password: an app is told of it with the push message. */
const subscriber = ({ phone, account, push }: RungPerson) => ({
  mobile: phone,
  extension: account.extension,
  hash: account.password,
  voipEnabled: 1,
  platform: push[0]?.platform === 'ios' ? 1 : 0,
  tokenType: 0,
  voipToken: 'off',
  pushToken: push[0]?.token ?? '',
});

/** By its number, or by its SIP login. */
async function panelIn(request: FastifyRequest): Promise<CallingPanel> {
  const text = subjectIn(request, 'domophoneId');
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  const sipId = number > FIRST_PANEL ? number - FIRST_PANEL : number;
  const domainId = await homeDomainId(request.core);
  const panel = sipId > 0 && sipId <= 2_147_483_647 ? await panelCalling(request.core, domainId, { sipId }) : undefined;
  if (!panel) throw refuse('panel_at_not_found', { address: text.slice(0, 40) });
  return panel;
}

async function contractIn(request: FastifyRequest): Promise<CalledContract> {
  const uid = subjectIn(request, 'uid');
  const contract = await contractCalled(request.core, await homeDomainId(request.core), uid);
  if (!contract) throw refuse('contract_not_found', { uid: uid.slice(0, 40) });
  return contract;
}

/** Older dialplans have asked for the uid already. */
function calledIn(request: FastifyRequest): Called {
  const uid = fieldIn(request.body, 'uid');
  const flat = fieldIn(request.body, 'flatNumber');
  return uid !== undefined && flat === undefined ? { uid } : flatIn(request);
}

function flatIn(request: FastifyRequest): Flat {
  const flat = parseFlat(fieldIn(request.body, 'flatNumber') ?? '');
  if (!flat) throw invalid('flatNumber', 'flat_number_malformed');
  return flat;
}

/** A field, or the body itself: `10`, `"10"`, and the form of one name without a value. */
function subjectIn(request: FastifyRequest, name: string): string {
  const { body } = request;
  const text = fieldIn(body, name) ?? (isObject(body) ? alone(body) : String(body ?? ''));
  if (text === undefined || text.trim() === '' || text.includes('\u0000')) throw invalid(name, 'value_missing');
  return text.trim();
}

function fieldIn(body: unknown, name: string): string | undefined {
  const value = isObject(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function alone(body: Readonly<Record<string, unknown>>): string | undefined {
  const [[name, value] = [], more] = Object.entries(body);
  return more === undefined && value === '' ? name : undefined;
}

/** Answers in the form of the request: a form for a form, else JSON. */
function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  body: Readonly<Record<string, string | number | readonly number[]>>,
): FastifyReply {
  if (!/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '')) return reply.send(body);
  return sendText(
    reply,
    formOf(Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]))),
  );
}

/** Uids are numbers to those who ask, where they are. */
const numeric = (uid: string): number | string => (/^\d{1,15}$/.test(uid) ? Number(uid) : uid);

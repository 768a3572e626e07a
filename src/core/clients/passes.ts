import { timingSafeEqual } from 'node:crypto';
import { may } from '../access/may.ts';
import type { Actor, Trace } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { actorById } from '../sessions/sessions.ts';
import { actingAs } from './service-administrators.ts';

const PREFIX = 'p1.';
const PAYLOAD_BYTES = 13;
const MAC_BYTES = 16;
const LIFE_MS = 3_600_000;
const PURPOSE = 'call pass';

interface Pass {
  readonly kind: 'user' | 'client';
  readonly id: number;
  /** Of the moment: a new password or key ends it. */
  readonly epoch: number;
  readonly expiresAt: number;
}

/** What somebody who signed in sends with the calls of the next hour; undefined: not for this actor. */
export async function issuePass(core: Core, actor: Actor): Promise<string | undefined> {
  if (actor.kind === 'system') return undefined;
  const kind = actor.kind === 'user' && !actor.viaClient ? 'user' : 'client';
  const id = actor.kind === 'user' && actor.viaClient ? actor.viaClient.id : actor.id;
  const viewer = await core.access.viewer(kind, id);
  if (!viewer) return undefined;
  const bytes = Buffer.alloc(PAYLOAD_BYTES);
  bytes.writeUInt8(kind === 'user' ? 1 : 2, 0);
  bytes.writeUInt32BE(id, 1);
  bytes.writeUInt32BE(viewer.epoch, 5);
  bytes.writeUInt32BE(Math.floor((core.clock().getTime() + LIFE_MS) / 1000), 9);
  return PREFIX + Buffer.concat([bytes, mac(core, bytes)]).toString('base64url');
}

/** Whose pass it is, with what it may do now; undefined: not ours, too old, or its owner changed. */
export async function passedBy(core: Core, pass: string, method: string, trace: Trace): Promise<Actor | undefined> {
  const read = readPass(core, pass);
  if (!read || read.expiresAt * 1000 <= core.clock().getTime()) return undefined;
  const { kind, id, epoch } = read;
  const viewer = await core.access.viewer(kind, id);
  if (viewer?.epoch !== epoch) return undefined;
  if (kind === 'user') {
    const user = await actorById(core, id, trace);
    return may(user, 'integrations.sign-in') ? user : undefined;
  }
  const signing = await actingAs(core, id, method, trace);
  if (signing) return signing;
  const [client] = await reader(core)<{ name: string }[]>`select name from api_client where id = ${id}`;
  return client && { kind: 'client', id, name: client.name, domainId: viewer.domainId, trace };
}

function readPass(core: Core, pass: string): Pass | undefined {
  if (!pass.startsWith(PREFIX) || pass.length > 64) return undefined;
  const bytes = Buffer.from(pass.slice(PREFIX.length), 'base64url');
  if (bytes.length !== PAYLOAD_BYTES + MAC_BYTES || PREFIX + bytes.toString('base64url') !== pass) return undefined;
  const payload = bytes.subarray(0, PAYLOAD_BYTES);
  if (!timingSafeEqual(mac(core, payload), bytes.subarray(PAYLOAD_BYTES))) return undefined;
  return {
    kind: payload.readUInt8(0) === 1 ? 'user' : 'client',
    id: payload.readUInt32BE(1),
    epoch: payload.readUInt32BE(5),
    expiresAt: payload.readUInt32BE(9),
  };
}

const mac = (core: Core, payload: Buffer): Buffer =>
  core.sealer.tag(PURPOSE, payload.toString('base64')).subarray(0, MAC_BYTES);

import { timingSafeEqual } from 'node:crypto';
import type { Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { actorById } from '../sessions/sessions.ts';
import { actOf } from './composing.ts';
import type { MoneyDocument } from './document.ts';
import { requireHolder } from './holders.ts';
import { findInvoice } from './queries.ts';

const PAYLOAD_BYTES = 17;
const MAC_BYTES = 16;
/** An app opens it at once, in a browser that knows nothing of its sign-in. */
const LIFE_MS = 15 * 60_000;
const PURPOSE = 'document link';

export interface LinkedDocument {
  readonly invoiceId: number;
  readonly kind: 'invoice' | 'act';
}

/**
 * What stands in a URL to a document for the next 15 minutes: base64url of user, epoch, invoice, kind and end (17 bytes)
 * with 16 bytes of HMAC-SHA256 over them. Undefined: the user is gone.
 */
export async function mintDocumentLink(
  core: Core,
  actor: UserActor,
  { invoiceId, kind }: LinkedDocument,
): Promise<string | undefined> {
  const viewer = await core.access.viewer('user', actor.id);
  if (!viewer) return undefined;
  const bytes = Buffer.alloc(PAYLOAD_BYTES);
  bytes.writeUInt32BE(actor.id, 0);
  bytes.writeUInt32BE(viewer.epoch, 4);
  bytes.writeUInt32BE(invoiceId, 8);
  bytes.writeUInt8(kind === 'invoice' ? 1 : 2, 12);
  bytes.writeUInt32BE(Math.floor((core.clock().getTime() + LIFE_MS) / 1000), 13);
  return Buffer.concat([bytes, mac(core, bytes)]).toString('base64url');
}

/**
 * The document of a link, by what its user may read now. Undefined: not ours, too old, or the user has changed since.
 * Throws as signing in does for a user who is blocked, and `balance_closed` when the contract is the user's no more.
 */
export async function documentByLink(core: Core, link: string, trace: Trace): Promise<MoneyDocument | undefined> {
  const read = readLink(core, link);
  if (!read || read.expiresAt * 1000 <= core.clock().getTime()) return undefined;
  const viewer = await core.access.viewer('user', read.userId);
  if (viewer?.epoch !== read.epoch) return undefined;
  const actor = await actorById(core, read.userId, trace);
  const invoice = await findInvoice(reader(core), actor.domainId, read.invoiceId);
  if (!invoice) return undefined;
  await requireHolder(core, actor, invoice.organizationId);
  return read.kind === 'act' ? actOf(invoice.document) : invoice.document;
}

function readLink(core: Core, link: string) {
  if (link.length > 64) return undefined;
  const bytes = Buffer.from(link, 'base64url');
  if (bytes.length !== PAYLOAD_BYTES + MAC_BYTES || bytes.toString('base64url') !== link) return undefined;
  const payload = bytes.subarray(0, PAYLOAD_BYTES);
  if (!timingSafeEqual(mac(core, payload), bytes.subarray(PAYLOAD_BYTES))) return undefined;
  return {
    userId: payload.readUInt32BE(0),
    epoch: payload.readUInt32BE(4),
    invoiceId: payload.readUInt32BE(8),
    kind: payload.readUInt8(12) === 1 ? ('invoice' as const) : ('act' as const),
    expiresAt: payload.readUInt32BE(13),
  };
}

const mac = (core: Core, payload: Buffer): Buffer =>
  core.sealer.tag(PURPOSE, payload.toString('base64')).subarray(0, MAC_BYTES);

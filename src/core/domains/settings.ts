import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { HTTP_SCHEMES } from '../egress/policy.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger, checkText, differences, pick, trimmed } from '../fields.ts';
import { settleAfterwards } from '../ledger/settlement.ts';
import { isTimeZone } from '../time.ts';
import { type Write, write } from '../write.ts';
import { changesPolicy, checkCharging, storeCharging } from './charging.ts';
import { parseMailUri } from './mail-server.ts';
import { checkMapTiles } from './map-tiles.ts';
import { checkSmsGateway, parseSmsGateway, type SmsGateway } from './sms-gateway.ts';
import {
  SEALED,
  type Sealed,
  type Settings,
  SHOWN,
  type Stored,
  sealLabel,
  storedSettings,
  storeSealed,
} from './stored-settings.ts';

export interface Domain {
  readonly id: number;
  readonly title: string;
}

export interface SettingsChange
  extends Partial<
    Pick<
      Settings,
      | 'title'
      | 'timeZone'
      | 'currency'
      | 'locale'
      | 'maxUserSessions'
      | 'blockedMaySignIn'
      | 'keepDeletedArchive'
      | 'caseEventDays'
      | 'authBackendUrl'
      | 'mapTiles'
      | 'mapAttribution'
      | 'mailFrom'
      | 'mailUri'
      | 'smsUri'
      | 'smsBody'
      | 'charging'
      | 'creditFloor'
      | 'balanceWarningDays'
    >
  > {
  /** Added to what the dialect keeps; null takes a value away. */
  readonly dialect?: { readonly name: string; readonly values: Readonly<Record<string, unknown>> };
}

const PLAIN = [
  ...(['title', 'timeZone', 'currency', 'locale', 'maxUserSessions', 'blockedMaySignIn'] as const),
  ...(['keepDeletedArchive', 'caseEventDays', 'mapAttribution', 'mailFrom'] as const),
] as const;
/** Settings that give access to everybody's passwords, mails or codes, an administrator's among them. */
const PRIVILEGED = ['authBackendUrl', 'mailUri', 'mailFrom', 'smsUri', 'smsBody'] as const;
const MAX_DIALECT_BYTES = 1_000_000;

/** Of every domain, by id. */
export async function domainIds(core: Core): Promise<readonly number[]> {
  const rows = await reader(core)<{ id: number }[]>`select id from domain order by id`;
  return rows.map(({ id }) => id);
}

/** The domain that people sign in to who do not say which: the first. */
export async function homeDomainId(core: Core): Promise<number> {
  const [row] = await reader(core)<{ id: number }[]>`select id from domain order by id limit 1`;
  if (!row) throw new Error('There is no domain: the first start has not been done');
  return row.id;
}

/** The first start makes an administrator with a password, so there is never a second first. */
export async function refuseSecondStart(core: Core): Promise<never> {
  await homeDomainId(core);
  throw refuse('administrator_exists');
}

/** The actor's own; a foreign id and an unknown one are not found alike. */
export async function domainById(core: Core, actor: Actor, id = actor.domainId): Promise<Domain> {
  const [row] = await reader(core)<Domain[]>`
    select id, title from domain where id = ${actor.domainId} and id = ${id}`;
  if (!row) throw refuse('domain_not_found', { id });
  return row;
}

/** IANA name; what the provider's days and months go by. */
export async function timeZoneOf(core: Core, domainId: number): Promise<string> {
  const [row] = await reader(core)<{ timeZone: string }[]>`select time_zone from domain where id = ${domainId}`;
  if (!row) throw refuse('domain_not_found', { id: domainId });
  return row.timeZone;
}

export async function settings(core: Core, actor: Actor): Promise<Settings> {
  requireMay(actor, 'settings.manage');
  return (await storedSettings(core, actor.domainId)).shown;
}

/** What everybody may know who opens the page: the provider's names, colours and maps. */
export async function publicSettings(
  core: Core,
  domainId: number,
  dialect: string,
): Promise<Readonly<Record<string, unknown>>> {
  return (await storedSettings(core, domainId)).shown.dialectSettings[dialect] ?? {};
}

export async function changeSettings(core: Core, actor: Actor, asked: SettingsChange): Promise<Settings> {
  requireMay(actor, 'settings.manage');
  const change = trimmed(asked, ['mapTiles', 'mapAttribution', 'authBackendUrl', 'mailUri', 'smsUri']);
  check(core, change);
  const { domainId } = actor;
  await write(core, actor, { type: 'settings.change', request: withoutSecrets(change) }, async (tx) => {
    await tx.sql`select from domain where id = ${domainId} for update`;
    const stored = await storedSettings({ ...core, ambient: tx.sql }, domainId);
    const before = stored.shown;
    if (PRIVILEGED.some((name) => change[name] !== undefined && change[name] !== before[name]))
      requireMay(actor, 'settings.set-gateways');
    const plain = pick(change, PLAIN);
    if (Object.keys(plain).length > 0) await tx.sql`update domain set ${tx.sql(plain)} where id = ${domainId}`;
    const sealed = SEALED.filter((name) => !isKept(before, change, name));
    const changesOfSealed = await storeAllSealed(tx, before, change, sealed);
    checkStoredGateway(core, stored, change, sealed);
    const changesOfCharging = await storeCharging(tx, before, change);
    const changes = {
      ...differences<SettingsChange>(before, plain),
      ...changesOfCharging,
      ...changesOfSealed,
      ...(await storeDialect(tx, before, change.dialect)),
    };
    tx.changed({ action: 'change', objectKind: 'domain', objectId: domainId, changes });
    tx.touched('domain', domainId);
  });
  // In writes of its own: an organization's lock is never waited for while the domain's is held.
  if (changesPolicy(change)) await settleAfterwards(core, domainId);
  return await settings(core, actor);
}

type Changes = Record<string, readonly [unknown, unknown]>;

/** Not named, or sent back as it is shown. */
const isKept = (before: Settings, change: SettingsChange, name: Sealed): boolean =>
  change[name] === undefined || change[name] === before[name];

async function storeAllSealed(
  tx: Write,
  before: Settings,
  change: SettingsChange,
  names: readonly Sealed[],
): Promise<Changes> {
  const changes: Changes = {};
  for (const name of names) {
    const text = change[name] ?? null;
    await storeSealed(tx, name, text);
    changes[name] = [before[name], text ? `${SHOWN[name](text)} (new)` : null];
  }
  return changes;
}

/** The two settings of the gateway fit each other, whichever of them is new. */
function checkStoredGateway(core: Core, { whole }: Stored, change: SettingsChange, named: readonly Sealed[]): void {
  const [uri, body] = (['smsUri', 'smsBody'] as const).map((name) =>
    named.includes(name) ? change[name] : whole[name],
  );
  if (uri && (named.includes('smsUri') || named.includes('smsBody'))) checkSmsGateway(core.egress, uri, body || null);
}

async function storeDialect(tx: Write, before: Settings, dialect: SettingsChange['dialect']): Promise<Changes> {
  if (!dialect) return {};
  const { name, values } = dialect;
  const merged = { ...before.dialectSettings[name], ...values };
  const left = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  if (JSON.stringify(left).length > MAX_DIALECT_BYTES) throw invalid('settings', 'settings_too_large');
  const all = { ...before.dialectSettings, [name]: left };
  await tx.sql`update domain set dialect_settings = ${tx.sql.json(all as never)} where id = ${tx.actor.domainId}`;
  return Object.fromEntries(Object.keys(values).map((key) => [`${name}.${key}`, [null, 'set'] as const]));
}

/** The SMTP URL whole, for whoever sends the mail; undefined: none is set. */
export async function mailbox(core: Core, domainId: number): Promise<{ uri: string; from: string } | undefined> {
  const { whole, shown } = await storedSettings(core, domainId);
  return whole.mailUri === null ? undefined : { uri: whole.mailUri, from: shown.mailFrom ?? 'vedette@localhost' };
}

/** Where messages to telephones go, for whoever sends them; undefined: none is set. */
export async function smsGateway(core: Core, domainId: number): Promise<SmsGateway | undefined> {
  const { smsUri, smsBody } = (await storedSettings(core, domainId)).whole;
  return smsUri === null ? undefined : parseSmsGateway(smsUri, smsBody);
}

/** The outside sign-in backend's URL whole, for whoever asks it; null: none is set. */
export async function authBackend(core: Core, domainId: number): Promise<string | null> {
  const [row] = await reader(core)<{ authBackendUrlSealed: Uint8Array | null }[]>`
    select auth_backend_url_sealed from domain where id = ${domainId}`;
  const sealed = row?.authBackendUrlSealed;
  return sealed ? core.sealer.open(sealLabel(domainId, 'authBackendUrl'), sealed) : null;
}

/** For the billing's log of what it asked for. */
function withoutSecrets(change: SettingsChange): SettingsChange {
  const sealed = SEALED.flatMap((name) => (change[name] ? [[name, SHOWN[name](change[name])] as const] : []));
  return { ...change, ...Object.fromEntries(sealed) };
}

function check(core: Core, change: SettingsChange): void {
  checkText('title', change.title, 255, 1);
  if (change.timeZone !== undefined && !isTimeZone(change.timeZone))
    throw invalid('timeZone', 'iana_time_zone_unknown', { timeZone: change.timeZone });
  if (change.currency !== undefined && !/^[A-Z]{3}$/.test(change.currency))
    throw invalid('currency', 'currency_unknown');
  checkCharging(change);
  checkText('locale', change.locale, 16);
  checkInteger('maxUserSessions', change.maxUserSessions, 1, 100_000);
  checkInteger('caseEventDays', change.caseEventDays, 1, 365);
  checkText('mapTiles', change.mapTiles, 2000);
  checkText('mapAttribution', change.mapAttribution, 255);
  if (change.mapTiles && !change.mapTiles.includes('***')) checkMapTiles(change.mapTiles);
  checkText('mailFrom', change.mailFrom, 255);
  checkText('authBackendUrl', change.authBackendUrl, 2000);
  checkText('mailUri', change.mailUri, 2000);
  checkText('smsUri', change.smsUri, 2000);
  checkText('smsBody', change.smsBody, 4000);
  if (change.authBackendUrl && !change.authBackendUrl.includes('***'))
    core.egress.checkUrl('authBackendUrl', change.authBackendUrl, HTTP_SCHEMES);
  if (change.mailUri && !change.mailUri.includes('***')) {
    core.egress.checkUrl('mailUri', change.mailUri, ['smtp', 'smtps']);
    parseMailUri(change.mailUri);
  }
}

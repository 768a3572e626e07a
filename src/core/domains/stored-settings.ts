import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { formatMoney } from '../ledger/money.ts';
import { splitUrl } from '../secrets/mask.ts';
import type { Write } from '../write.ts';
import type { ChargingSettings } from './charging.ts';
import { shownMapTiles } from './map-tiles.ts';
import { shownSmsBody, shownSmsUri } from './sms-gateway.ts';

/** The provider's settings of its service. */
export interface Settings extends ChargingSettings {
  readonly id: number;
  readonly title: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  /** Null: as many as one likes. */
  readonly maxUserSessions: number | null;
  /** Whoever a billing pauses signs in and sees that everything is blocked; false: is kept out. */
  readonly blockedMaySignIn: boolean;
  /** What was recorded by a deleted camera is kept for as long as it can be restored; false: it goes after the grace. */
  readonly keepDeletedArchive: boolean;
  /** Days that events of analytics are kept. */
  readonly caseEventDays: number;
  /** URL of the pictures that lie under maps, with {z}, {x} and {y}; its keys as `***`. Null: none. */
  readonly mapTiles: string | null;
  /** Who made them. */
  readonly mapAttribution: string | null;
  /** Credentials as `***`. */
  readonly authBackendUrl: string | null;
  readonly mailFrom: string | null;
  /** SMTP URL, its password as `***`; null: no mail is sent. */
  readonly mailUri: string | null;
  /** Where messages to telephones go, as far as it may be shown; null: none are sent. */
  readonly smsUri: string | null;
  /** Body of a POST to it with {phone} and {text}; null: the URL holds them. */
  readonly smsBody: string | null;
  /** What a dialect keeps for its clients, by dialect. */
  readonly dialectSettings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Whole under a seal; how each is shown. */
export const SHOWN = {
  mapTiles: shownMapTiles,
  authBackendUrl: (url: string) => splitUrl(url).shown,
  mailUri: (url: string) => splitUrl(url).shown,
  smsUri: shownSmsUri,
  smsBody: shownSmsBody,
} as const;
export type Sealed = keyof typeof SHOWN;
export const SEALED = Object.keys(SHOWN) as Sealed[];
const COLUMNS = {
  mapTiles: 'map_tiles',
  authBackendUrl: 'auth_backend_url',
  mailUri: 'mail_uri',
  smsUri: 'sms_uri',
  smsBody: 'sms_body',
} as const;
type Row = Omit<Settings, Sealed> & { readonly [name in `${Sealed}Sealed`]: Uint8Array | null };
type Whole = Readonly<Record<Sealed, string | null>>;

/** As it is shown, and what is under a seal whole. */
export interface Stored {
  readonly shown: Settings;
  readonly whole: Whole;
}

/** Throws `domain_not_found`. */
export async function storedSettings(core: Core, domainId: number): Promise<Stored> {
  const [row] = await reader(core)<Row[]>`
    select id, title, time_zone, currency, locale, max_user_sessions, blocked_may_sign_in, keep_deleted_archive, case_event_days, map_tiles_sealed, map_attribution, auth_backend_url_sealed, mail_from, mail_uri_sealed,
      sms_uri_sealed, sms_body_sealed, dialect_settings, charging, charging_from::text as charging_from,
      credit_floor::text as credit_floor, balance_warning_days
    from domain where id = ${domainId}`;
  if (!row) throw refuse('domain_not_found', { id: domainId });
  const { mapTilesSealed, authBackendUrlSealed, mailUriSealed, smsUriSealed, smsBodySealed, ...rest } = row;
  const opened = (name: Sealed, sealed: Uint8Array | null) =>
    sealed && core.sealer.open(sealLabel(domainId, name), sealed);
  const whole = {
    mapTiles: opened('mapTiles', mapTilesSealed),
    authBackendUrl: opened('authBackendUrl', authBackendUrlSealed),
    mailUri: opened('mailUri', mailUriSealed),
    smsUri: opened('smsUri', smsUriSealed),
    smsBody: opened('smsBody', smsBodySealed),
  };
  const shown = (name: Sealed) => whole[name] && SHOWN[name](whole[name]);
  return {
    shown: {
      ...rest,
      creditFloor: formatMoney({ amount: BigInt(rest.creditFloor), currency: rest.currency }),
      mapTiles: shown('mapTiles'),
      authBackendUrl: shown('authBackendUrl'),
      mailUri: shown('mailUri'),
      smsUri: shown('smsUri'),
      smsBody: shown('smsBody'),
    },
    whole,
  };
}

export const sealLabel = (domainId: number, name: Sealed): string => `domain.${COLUMNS[name]}:${domainId}`;

export async function storeSealed({ sql, core, actor }: Write, name: Sealed, text: string | null): Promise<void> {
  const { domainId } = actor;
  if (text?.includes('***')) throw invalid(name, 'settings_mask');
  const sealed = text ? core.sealer.seal(sealLabel(domainId, name), text) : null;
  await sql`update domain set ${sql({ [`${COLUMNS[name]}_sealed`]: sealed })} where id = ${domainId}`;
}

import type { Sql } from '../../../db/sql.ts';
import { KEY_MODELS, type KeyModel } from '../panel.ts';
import { urlOf } from '../place.ts';

/** A panel that may tell of events. */
export interface ReportingPanel {
  readonly cameraId: number;
  readonly domainId: number;
  readonly model: KeyModel;
  /** Address or name, without a port or brackets. */
  readonly host: string;
  /** Of its camera. */
  readonly name: string;
  /** Of its camera, twelve hexadecimal digits in small letters; null: unknown. */
  readonly mac: string | null;
}

/** All panels of all domains whose events are understood and that can be reached. */
export async function reportingPanels(sql: Sql): Promise<readonly ReportingPanel[]> {
  const rows = await sql<(Omit<ReportingPanel, 'host' | 'mac'> & { address: string; mac: string | null })[]>`
    select p.camera_id, p.domain_id, p.model, p.address, c.name, n.mac
    from panel p join camera c on c.id = p.camera_id left join camera_connection n on n.camera_id = c.id
    where p.model = any(${[...KEY_MODELS]}::text[]) and p.address <> '' order by p.camera_id`;
  return rows.flatMap(({ address, mac, ...panel }) => {
    const url = urlOf(address);
    if (!URL.canParse(url)) return [];
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    return [{ ...panel, host, mac: mac === null ? null : macDigits(mac) }];
  });
}

const macDigits = (mac: string): string => mac.replace(/[^0-9a-f]/gi, '').toLowerCase();

/** What a message says of its sender beside the address that it came from. */
export interface SenderNames {
  /** The host and the program as its header names them. */
  readonly host: string;
  readonly program: string;
}

/**
 * Which of the panels behind one address has sent a message; undefined: nobody can tell. One alone is taken for granted.
 * Of several, behind one address translation, the one counts whose camera's MAC address stands in the header, or whose
 * camera's name is the host there. Where they belong to several domains none does: each would believe what the other's
 * panel says of itself.
 */
export function senderAmong(
  panels: readonly ReportingPanel[],
  { host, program }: SenderNames,
): ReportingPanel | undefined {
  const [first, ...others] = panels;
  if (!first || others.length === 0) return first;
  if (others.some(({ domainId }) => domainId !== first.domainId)) return undefined;
  const heard = macDigits(`${host} ${program}`.match(MAC)?.[0] ?? '');
  const named = panels.filter(
    ({ mac, name }) => (heard !== '' && mac === heard) || name.toLowerCase() === host.toLowerCase(),
  );
  return named.length === 1 ? named[0] : undefined;
}

const MAC = /(?<![0-9a-f])[0-9a-f]{2}([:-]?[0-9a-f]{2}){5}(?![0-9a-f])/i;

import { type DomainError, refuse } from '../../errors.ts';
import type { Write } from '../../write.ts';
import type { NewCamera } from '../camera.ts';
import type { Placement } from '../placement.ts';
import { freeKey, type ImportRow } from './row.ts';

/** The cameras that rows of an import are about and that are there already, by what rows name them by. */
export interface Known {
  readonly byName: ReadonlyMap<string, number>;
  readonly bySerial: ReadonlyMap<string, number>;
  readonly placements: ReadonlyMap<number, Placement>;
  readonly names: ReadonlyMap<number, string>;
}

export async function findKnown(tx: Write, rows: readonly ImportRow[]): Promise<Known> {
  const names = rows.flatMap((row) => row.camera.name ?? []);
  const serials = rows.flatMap((row) => row.camera.agent?.serial || []);
  const { domainId } = tx.actor;
  const byName =
    names.length === 0
      ? []
      : await tx.sql<({ id: number; name: string } & Placement)[]>`
    select id, name, organization_id, folder_id, preset_id from camera where domain_id = ${domainId} and name = any(${names}::text[])`;
  const bySerial =
    serials.length === 0
      ? []
      : await tx.sql<({ id: number; name: string; serial: string } & Placement)[]>`
    select c.id, c.name, a.serial, c.organization_id, c.folder_id, c.preset_id
    from camera_agent a join camera c on c.id = a.camera_id
    where a.domain_id = ${domainId} and a.serial = any(${serials}::text[])`;
  return {
    byName: new Map(byName.map((r) => [r.name, r.id])),
    bySerial: new Map(bySerial.map((r) => [r.serial, r.id])),
    placements: new Map([...byName, ...bySerial].map((r) => [r.id, r])),
    names: new Map([...byName, ...bySerial].map((r) => [r.id, r.name])),
  };
}

export function idOf(known: Known, camera: NewCamera): number | undefined {
  const named = camera.name === undefined ? undefined : known.byName.get(camera.name);
  return named ?? (camera.agent?.serial ? known.bySerial.get(camera.agent.serial) : undefined);
}

/** Two rows for one camera: the second would undo the first, so it is an error. */
export function withoutDoubles(
  rows: readonly ImportRow[],
  known: Known,
  errors: Map<string, DomainError>,
): ImportRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const { name, agent } = row.camera;
    const id = idOf(known, row.camera);
    const keys = [
      ...(name === undefined ? [] : [`name ${name}`]),
      ...(agent?.serial ? [`serial ${agent.serial}`] : []),
      ...(id === undefined ? [] : [`id ${id}`]),
    ];
    const double = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    if (double) errors.set(freeKey(errors, row.key), refuse('camera_twice_in_import'));
    return !double;
  });
}

import { type CameraFields, type CameraView, OWN_FIELDS, PLAIN_FIELDS, URL_FIELDS } from '../camera.ts';
import type { PresetRef } from '../placement.ts';
import type { StoredFields } from '../stored.ts';

/** [before, after] by field. */
export type Changes = Readonly<Record<string, readonly [unknown, unknown]>>;

/** What another preset brings: its title, and the archive as deep as it now is, which no field of the camera says. */
export function presetChanges(before: CameraView, after: CameraFields, preset: PresetRef | undefined): Changes {
  if (!preset || preset.id === before.presetId) return {};
  const stays = before.archiveSetBy === 'organization' && after.organizationId === before.organizationId;
  const contracts = stays ? before.archiveDays : null;
  return {
    presetTitle: [before.preset.title, preset.title],
    archiveDays: [before.archiveDays || null, (after.archiveDays ?? contracts ?? preset.archiveDays) || null],
    archiveGb: [before.archiveGb, after.archiveGb ?? preset.archiveGb],
  };
}

/** What a change did, field by field, as the audit keeps it: URLs without credentials, an agent's key as `***`. */
export function changesOf(before: CameraView, after: CameraFields, stored: StoredFields): Changes {
  const changes: Record<string, readonly [unknown, unknown]> = {};
  for (const name of PLAIN_FIELDS) {
    if (after[name] === undefined) continue;
    const was = (OWN_FIELDS as readonly string[]).includes(name)
      ? before.own[name as (typeof OWN_FIELDS)[number]]
      : before[name as keyof CameraView];
    changes[name] = [was ?? null, after[name] ?? null];
  }
  for (const name of URL_FIELDS) {
    if (stored[name] === undefined || after[name] === before[name]) continue;
    const onlySecret = stored[name] === before.shown[name];
    changes[name] = onlySecret
      ? [`${before.shown[name]}`, `${stored[name]} (new credentials)`]
      : [before.shown[name], stored[name]];
  }
  for (const [name, value] of Object.entries(after.agent ?? {})) {
    const was = before.agent?.[name as keyof NonNullable<CameraView['agent']>] ?? null;
    if (value === undefined || (value || null) === was) continue;
    changes[`agent.${name}`] = name === 'key' || name === 'pin' ? ['***', '*** (new)'] : [was, value || null];
  }
  return changes;
}

import { type CameraFields, type CameraView, OWN_FIELDS, PLAIN_FIELDS, URL_FIELDS } from '../camera.ts';
import type { CameraColumns } from '../columns.ts';
import type { PresetRef } from '../placement.ts';

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
export const changesOf = (before: CameraView, after: CameraFields, stored: CameraColumns): Changes => ({
  ...plainChanges(before, after),
  ...urlChanges(before, after, stored),
  ...agentChanges(before.agent, after.agent ?? {}),
});

function plainChanges(before: CameraView, after: CameraFields): Changes {
  const set = PLAIN_FIELDS.filter((name) => after[name] !== undefined);
  return Object.fromEntries(set.map((name) => [name, [ownValue(before, name) ?? null, after[name] ?? null]]));
}

type PlainField = (typeof PLAIN_FIELDS)[number];

/** What was set on the camera itself: not what it has of its preset. */
const ownValue = (camera: CameraView, name: PlainField): unknown =>
  isOwn(name) ? camera.own[name] : camera[name as Exclude<PlainField, keyof CameraView['own']>];

const isOwn = (name: PlainField): name is keyof CameraView['own'] & PlainField =>
  (OWN_FIELDS as readonly string[]).includes(name);

function urlChanges(before: CameraView, after: CameraFields, stored: CameraColumns): Changes {
  const set = URL_FIELDS.filter((name) => stored[name] !== undefined && after[name] !== before[name]);
  return Object.fromEntries(
    set.map((name) => {
      const was = before.shown[name];
      return [name, stored[name] === was ? [was, `${was} (new credentials)`] : [was, stored[name]]];
    }),
  );
}

function agentChanges(was: CameraView['agent'], agent: NonNullable<CameraFields['agent']>): Changes {
  const changes: Record<string, readonly [unknown, unknown]> = {};
  for (const [name, value] of Object.entries(agent)) {
    const before = was?.[name as keyof typeof agent] ?? null;
    if (value === undefined || (value || null) === before) continue;
    changes[`agent.${name}`] = name === 'key' || name === 'pin' ? ['***', '*** (new)'] : [before, value || null];
  }
  return changes;
}

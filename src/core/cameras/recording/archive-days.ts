import { playable } from '../../access/decide.ts';
import type { Actor } from '../../actor.ts';
import { type Core, reader } from '../../core.ts';
import { invalid, refuse } from '../../errors.ts';
import { daysOfMonth, isTimeZone } from '../../time.ts';
import { decisions, visibleCamera } from '../reading/visible.ts';

/** What is recorded of a camera between two instants; all in Unix ms. */
export type ArchiveRanges = (
  cameraId: number,
  from: number,
  to: number,
) => Promise<readonly { readonly from: number; readonly duration: number }[]>;

export interface ArchiveDays {
  readonly timeZone: string;
  /** Days with a recording alone. */
  readonly days: readonly { readonly date: string; readonly seconds: number }[];
}

/** How much of each day is recorded, as deep as the actor's archive goes. */
export async function archiveDays(
  core: Core,
  actor: Actor,
  ranges: ArchiveRanges,
  query: { readonly id: number; readonly month: string; readonly timeZone?: string | undefined },
): Promise<ArchiveDays> {
  const camera = await visibleCamera(core, actor, { id: query.id });
  const [decision] = await decisions(core, actor, [camera]);
  if (!decision?.rights.view || !decision.rights.archive) throw refuse('archive_right_missing');
  const [block] = decision.blocks;
  if (block) throw refuse('archive_blocked', { source: block.block.source });
  const timeZone = query.timeZone ?? (await domainTimeZone(core, actor.domainId));
  if (!isTimeZone(timeZone)) throw invalid('timeZone', 'time_zone_unknown', { timeZone });
  const days = daysOfMonth(query.month, timeZone);
  const depth = decision.rights.archiveDepthSeconds;
  const deepest = depth === null ? 0 : core.clock().getTime() - depth * 1000;
  const from = Math.max(days[0]?.from ?? 0, deepest);
  const to = Math.min(days.at(-1)?.to ?? 0, core.clock().getTime());
  const open = from < to && playable(decision.rights, camera).archive;
  const recorded = open ? await ranges(camera.id, from, to) : [];
  return {
    timeZone,
    days: days
      .map((day) => ({
        date: day.date,
        seconds: secondsWithin(recorded, Math.max(day.from, from), Math.min(day.to, to)),
      }))
      .filter((day) => day.seconds > 0),
  };
}

export function secondsWithin(ranges: Awaited<ReturnType<ArchiveRanges>>, from: number, to: number): number {
  const ms = ranges.reduce((sum, range) => {
    const overlap = Math.min(range.from + range.duration, to) - Math.max(range.from, from);
    return sum + Math.max(0, overlap);
  }, 0);
  return Math.round(ms / 1000);
}

async function domainTimeZone(core: Core, domainId: number): Promise<string> {
  const [row] = await reader(core)<{ timeZone: string }[]>`select time_zone from domain where id = ${domainId}`;
  return row?.timeZone ?? 'UTC';
}

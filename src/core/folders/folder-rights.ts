/** What a grant on a folder gives beside the live picture. */
export interface FolderRights {
  readonly archive: boolean;
  /** Seconds; null: all there is. */
  readonly archiveDepthSeconds: number | null;
  readonly ptz: boolean;
  readonly actions: boolean;
}

/** Merges the grants that several sources gave on one folder; undefined: there is none. */
export function mergedRights(rows: readonly FolderRights[]): FolderRights | undefined {
  if (rows.length === 0) return undefined;
  const whole = rows.some((row) => row.archive && row.archiveDepthSeconds === null);
  const depths = rows.flatMap((row) => row.archiveDepthSeconds ?? []);
  return {
    archive: rows.some((row) => row.archive),
    archiveDepthSeconds: whole || depths.length === 0 ? null : Math.max(...depths),
    ptz: rows.some((row) => row.ptz),
    actions: rows.some((row) => row.actions),
  };
}

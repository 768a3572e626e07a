import type { Rights } from './facts.ts';

export const ALL: Rights = {
  view: true,
  live: true,
  archive: true,
  archiveDepthSeconds: null,
  download: true,
  snapshot: true,
  ptz: true,
  actions: true,
  edit: true,
};

export const NO_RIGHTS: Rights = {
  view: false,
  live: false,
  archive: false,
  archiveDepthSeconds: null,
  download: false,
  snapshot: false,
  ptz: false,
  actions: false,
  edit: false,
};

/** A grant gives viewing by being there. */
export function union(a: Rights, b: Omit<Rights, 'view'>): Rights {
  return {
    view: true,
    live: a.live || b.live,
    archive: a.archive || b.archive,
    archiveDepthSeconds:
      a.archive && b.archive
        ? deeper(a.archiveDepthSeconds, b.archiveDepthSeconds)
        : a.archive
          ? a.archiveDepthSeconds
          : b.archive
            ? b.archiveDepthSeconds
            : null,
    download: a.download || b.download,
    snapshot: a.snapshot || b.snapshot,
    ptz: a.ptz || b.ptz,
    actions: a.actions || b.actions,
    edit: a.edit || b.edit,
  };
}

/** What both give. */
export function intersect(a: Rights, b: Rights): Rights {
  return {
    view: a.view && b.view,
    live: a.live && b.live,
    archive: a.archive && b.archive,
    archiveDepthSeconds: shallower(a.archiveDepthSeconds, b.archiveDepthSeconds),
    download: a.download && b.download,
    snapshot: a.snapshot && b.snapshot,
    ptz: a.ptz && b.ptz,
    actions: a.actions && b.actions,
    edit: a.edit && b.edit,
  };
}

const deeper = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b);
export const shallower = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

import { useEffect, useState } from 'react';
import type { Media } from '../player/media.ts';

/** A camera of a page in the provider's cabinet; `media` null: not to be seen now. */
export interface CabinetCamera {
  readonly id: number;
  readonly title: string;
  readonly live: boolean;
  readonly archive: boolean;
  readonly snapshot: boolean;
  readonly media: Media | null;
}

export interface CabinetView {
  readonly timeline: boolean;
  readonly single: boolean;
  readonly timeZone: string;
  readonly cameras: readonly CabinetCamera[];
  readonly next: string | null;
}

/** expired: the address is too old or false; barred: not from here, or the user is blocked. */
export type Cabinet =
  | { readonly state: 'loading' | 'expired' | 'barred' | 'away' }
  | { readonly state: 'open'; readonly view: CabinetView };

const CALM_MS = 30_000;
const TROUBLED_MS = 3000;

interface WireCamera {
  readonly id: number;
  readonly name: string;
  readonly title: string;
  readonly live: boolean;
  readonly archive: boolean;
  readonly snapshot: boolean;
  readonly token: string | null;
}

/** The part of the address that opens a page in the cabinet: `/embed/{link}`; undefined: another page. */
export const linkOf = (pathname: string): string | undefined => /^\/embed\/([\w-]+)\/?$/.exec(pathname)?.[1];

/** What the page shows, asked again every half minute: rights change while it stands open. */
export function useCabinet(link: string, after: string | undefined): { cabinet: Cabinet; check: () => void } {
  const [cabinet, setCabinet] = useState<Cabinet>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks at once
  useEffect(() => {
    const life = new AbortController();
    let timer: number | undefined;
    const ask = async () => {
      const found = await read(link, after, life.signal);
      if (life.signal.aborted) return;
      // What was seen stays while the network is away: the player says so itself.
      setCabinet((old) => (found.state === 'away' && old.state === 'open' ? old : keepMedia(old, found)));
      if (found.state !== 'expired') timer = window.setTimeout(ask, found.state === 'open' ? CALM_MS : TROUBLED_MS);
    };
    void ask();
    return () => {
      life.abort();
      window.clearTimeout(timer);
    };
  }, [link, after, turn]);
  return { cabinet, check: () => setTurn((old) => old + 1) };
}

async function read(link: string, after: string | undefined, signal: AbortSignal): Promise<Cabinet> {
  try {
    const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
    const response = await fetch(`/api/vedette/v1/embed/${link}${query}`, { signal, credentials: 'omit' });
    if (response.status === 401 || response.status === 404) return { state: 'expired' };
    if (response.status === 403) return { state: 'barred' };
    if (!response.ok) return { state: 'away' };
    const view = (await response.json()) as Omit<CabinetView, 'cameras'> & { cameras: WireCamera[] };
    return { state: 'open', view: { ...view, cameras: view.cameras.map(toCamera) } };
  } catch {
    return { state: 'away' };
  }
}

function toCamera({ id, name, title, live, archive, snapshot, token }: WireCamera): CabinetCamera {
  const path = `/${name.split('/').map(encodeURIComponent).join('/')}`;
  return { id, title, live, archive, snapshot, media: token === null ? null : { path, token } };
}

/** The same token is the same object, so that a player goes on. */
function keepMedia(old: Cabinet, found: Cabinet): Cabinet {
  if (old.state !== 'open' || found.state !== 'open') return found;
  const cameras = found.view.cameras.map((camera) => {
    const before = old.view.cameras.find(({ id }) => id === camera.id)?.media;
    return before && before.token === camera.media?.token ? { ...camera, media: before } : camera;
  });
  return { state: 'open', view: { ...found.view, cameras } };
}

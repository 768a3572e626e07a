import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { invalid } from '../errors.ts';
import { splitUrl, urlsOf } from '../secrets/mask.ts';
import { type Filling, fillPath, modelById, pathsOf, refilled } from './models/directory.ts';
import { composeSource, NO_SOURCE, parseSource, type SourceParts } from './source-parts.ts';

/** Where a camera's streams come from now; all empty: it is new. */
export interface SourceBefore {
  /** Whole, with credentials. */
  readonly url: string;
  readonly substreamUrl: string;
  readonly modelId: number | null;
  readonly channel: number | null;
}

/** What shall be different; undefined: stays. An empty path is the model's. */
export type SourceChange = {
  readonly [K in keyof SourceParts]?: SourceParts[K] | undefined;
} & {
  readonly substreamPath?: string | undefined;
  readonly modelId?: number | null | undefined;
  readonly channel?: number | null | undefined;
};

export interface SourcePlan {
  /** Where the main stream may be, the likeliest first. */
  readonly urls: readonly [string, ...string[]];
  readonly substreamUrl: string;
}

/**
 * Whoever edits a camera need not know its credentials: but for the provider, nobody takes them along to another host,
 * port or protocol. Throws `invalid` for what has to be said anew.
 */
export function refuseCarriedSecrets(actor: Actor, before: SourceBefore, change: SourceChange): void {
  if (may(actor, 'cameras.set-provider-fields') || before.url === '') return;
  const was = parseSource(before.url);
  const moved = (['protocol', 'host', 'port'] as const).some(
    (name) => change[name] !== undefined && change[name] !== was[name],
  );
  if (!moved) return;
  if (change.password === undefined && splitUrl(before.url).hasSecret) throw invalid('streamPassword', 'source_moved');
  if (change.path === undefined && hasSecretPath(before.url)) throw invalid('streamPath', 'source_moved');
  if (change.substreamPath === undefined && urlsOf(before.substreamUrl).some(hasSecretPath))
    throw invalid('substreamUrl', 'source_moved');
}

const hasSecretPath = (url: string): boolean => splitUrl(`rtsp://host${parseSource(url).path}`).hasSecret;

/**
 * The URLs that a change of single pieces makes: all that is not named stays, a path that came from the directory of
 * models follows its credentials and channel, and the substream follows the host. Throws `invalid` for pieces that make
 * no URL, and for a camera whose path nobody knows.
 */
export function planSource(before: SourceBefore, change: SourceChange): SourcePlan {
  const was = parseSource(before.url);
  const modelId = change.modelId === undefined ? before.modelId : change.modelId;
  const model = modelId === null ? undefined : modelById(modelId)?.model;
  const another = before.url === '' || (change.modelId !== undefined && change.modelId !== before.modelId);
  const parts: SourceParts = {
    protocol: change.protocol ?? (another && model ? (model.protocol ?? 'rtsp') : was.protocol),
    host: change.host ?? was.host,
    port: change.port ?? (change.protocol === undefined || change.protocol === was.protocol ? was.port : undefined),
    path: change.path ?? was.path,
    login: change.login ?? was.login,
    password: change.password ?? was.password,
    options: was.options,
  };
  const filled: Filling = { channel: before.channel, login: was.login, password: was.password };
  const channel = change.channel === undefined ? before.channel : change.channel;
  const filling: Filling = { channel, login: parts.login, password: parts.password };
  const paths = (): readonly string[] => {
    if (change.path || parts.protocol === 'fake') return [parts.path];
    if (model && (another || change.path === '')) return pathsOf(model, filling);
    if (change.path === undefined && model) return [refilled(model, was.path, filled, filling) ?? was.path];
    return [parts.path];
  };
  const [first, ...others] = paths().map((path) => composeSource({ ...parts, path }));
  if (first === undefined) throw invalid('streamPath', 'source_path_unknown');
  const [own, more] = urlsOf(before.substreamUrl);
  const old = own === undefined || more !== undefined ? NO_SOURCE : parseSource(own);
  const sub = (path: string): string => composeSource({ ...parts, path, options: old.options });
  const substream = (): string => {
    if (change.substreamPath !== undefined) return change.substreamPath === '' ? '' : sub(change.substreamPath);
    if (another && model?.sub !== undefined && !change.path && parts.protocol !== 'fake')
      return sub(fillPath(model.sub, filling));
    if (old.host === '' || old.host !== was.host || old.protocol !== was.protocol) return before.substreamUrl;
    return sub((model && refilled(model, old.path, filled, filling)) ?? old.path);
  };
  return { urls: [first, ...others], substreamUrl: substream() };
}

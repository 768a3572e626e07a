import { may } from '../../access/may.ts';
import type { Actor } from '../../actor.ts';
import { invalid } from '../../errors.ts';
import { splitUrl, urlsOf } from '../../secrets/mask.ts';
import { type Filling, fillPath, modelById, pathsOf, refilled } from './models/directory.ts';
import type { Model } from './models/model.ts';
import { composeSource, NO_SOURCE, parseSource, type SourceParts } from './parts.ts';

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
  const parts = partsAfter(was, change, another ? model : undefined);
  const channel = change.channel === undefined ? before.channel : change.channel;
  const transition: Transition = {
    change,
    was,
    parts,
    model,
    another,
    filled: { channel: before.channel, login: was.login, password: was.password },
    filling: { channel, login: parts.login, password: parts.password },
  };
  const [first, ...others] = mainPaths(transition).map((path) => composeSource({ ...parts, path }));
  if (first === undefined) throw invalid('streamPath', 'source_path_unknown');
  return { urls: [first, ...others], substreamUrl: substreamAfter(transition, before.substreamUrl) };
}

/** From the source that was to the one that will be: all that decides its paths. */
interface Transition {
  readonly change: SourceChange;
  readonly was: SourceParts;
  /** What will be, but for the path. */
  readonly parts: SourceParts;
  readonly model: Model | undefined;
  /** The camera is new, or of another model than before. */
  readonly another: boolean;
  /** What the model's paths were filled with, and what they will be filled with. */
  readonly filled: Filling;
  readonly filling: Filling;
}

/** Without a protocol of its own the change takes that of the new model, where there is one. */
function partsAfter(was: SourceParts, change: SourceChange, newModel: Model | undefined): SourceParts {
  const protocol = change.protocol ?? (newModel ? (newModel.protocol ?? 'rtsp') : was.protocol);
  const staysPort = change.protocol === undefined || change.protocol === was.protocol;
  return {
    protocol,
    host: change.host ?? was.host,
    port: change.port ?? (staysPort ? was.port : undefined),
    path: change.path ?? was.path,
    login: change.login ?? was.login,
    password: change.password ?? was.password,
    options: was.options,
  };
}

/** The likeliest first; none: nobody knows them. */
function mainPaths({ change, was, parts, model, another, filled, filling }: Transition): readonly string[] {
  if (change.path || parts.protocol === 'fake') return [parts.path];
  if (model && (another || change.path === '')) return pathsOf(model, filling);
  if (change.path === undefined && model) return [refilled(model, was.path, filled, filling) ?? was.path];
  return [parts.path];
}

function substreamAfter({ change, was, parts, model, another, filled, filling }: Transition, before: string): string {
  const [own, more] = urlsOf(before);
  const old = own === undefined || more !== undefined ? NO_SOURCE : parseSource(own);
  const sub = (path: string): string => composeSource({ ...parts, path, options: old.options });
  if (change.substreamPath !== undefined) return change.substreamPath === '' ? '' : sub(change.substreamPath);
  if (another && model?.sub !== undefined && !change.path && parts.protocol !== 'fake')
    return sub(fillPath(model.sub, filling));
  if (old.host === '' || old.host !== was.host || old.protocol !== was.protocol) return before;
  return sub((model && refilled(model, old.path, filled, filling)) ?? old.path);
}

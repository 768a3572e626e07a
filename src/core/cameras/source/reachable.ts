import type { Actor } from '../../actor.ts';
import { type Core, reader } from '../../core.ts';
import { VIDEO_SCHEMES } from '../../egress/policy.ts';
import type { ProbeReason } from './camera-probe.ts';
import { sourceOptions, sourceUrl } from './options.ts';

/** No caller waits longer for the paths of a model to be tried one after the other. */
const MAX_MS = 25_000;

/**
 * The first of these URLs at which a camera of that organization answers; refused: why the first did not. Made-up
 * sources always do, and so does everything where nothing is set up to ask. Not for within a transaction.
 */
export async function firstReachable(
  core: Core,
  actor: Actor,
  organizationId: number,
  urls: readonly [string, ...string[]],
  transport: 'tcp' | 'udp' | undefined,
): Promise<{ readonly url: string } | { readonly refused: ProbeReason }> {
  const networks = await networksOf(core, actor, organizationId);
  for (const url of urls.map(sourceUrl)) {
    core.egress.checkUrl('streamUrl', url, VIDEO_SCHEMES);
    if (networks.length > 0) core.egress.checkInside('streamUrl', url, networks);
  }
  const [first] = urls;
  const { probe } = core;
  if (!probe || first.startsWith('fake://')) return { url: first };
  const until = core.clock().getTime() + MAX_MS;
  let refused: ProbeReason | undefined;
  for (const url of urls) {
    const answer = await probe.check({
      url: sourceUrl(url),
      transport: sourceOptions(url).transport ?? transport,
      networks,
    });
    if (answer.reachable) return { url };
    refused ??= answer.reason;
    if (core.clock().getTime() > until) break;
  }
  return { refused: refused ?? 'unreachable' };
}

async function networksOf(core: Core, actor: Actor, organizationId: number): Promise<readonly string[]> {
  const [row] = await reader(core)<{ networks: string[] }[]>`
    select networks::text[] as networks from organization where id = ${organizationId} and domain_id = ${actor.domainId}`;
  return row?.networks ?? [];
}

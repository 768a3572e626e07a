import { type Core, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import type { CameraFields } from './camera.ts';

/** Refuses a media node that is not the domain's; null takes the choice back. */
export async function checkNode(core: Core, domainId: number, { streamerId }: CameraFields): Promise<void> {
  if (streamerId === undefined || streamerId === null) return;
  const [found] = await reader(core)`select from streamer where id = ${streamerId} and domain_id = ${domainId}`;
  if (!found) throw invalid('streamerId', 'streamer_unknown', { id: streamerId });
}

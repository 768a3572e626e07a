import { playbackMint } from '../../../core/access/mint.ts';
import type { CameraView } from '../../../core/cameras/camera.ts';
import { archiveRangesOf } from '../../../core/cameras/recording/archive-ranges.ts';
import { type ContractCamera, camerasOfContract } from '../../../core/contracts/cameras.ts';
import type { MyContract } from '../../../core/contracts/own-contracts.ts';
import { DomainError } from '../../../core/errors.ts';
import { instantOf } from '../../../core/time.ts';
import type { LinkRefusal } from '../../../core/viewings/links.ts';
import { pieceLink, requestPiece } from '../../../core/viewings/pieces.ts';
import { zoneOf } from '../../wire/zone.ts';
import { badForm, ok, type Refusal, refused } from './answer.ts';
import type { UserCall } from './call.ts';
import { contractsOf, openContract, serviceRefusal, stateOfContract } from './contracts.ts';
import type { Routes } from './routes.ts';

const LONGEST_SECONDS = 900;

export const cctvRoutes: Routes = {
  'cctv/all': async (call) => ok(await shown(call, await contractsAsked(call))),
  'cctv/ranges': async (call) => {
    await contractsOf(call);
    const { camera, ranges } = await seen(() =>
      archiveRangesOf(call.core, call.actor, call.recorded, call.requiredId('cameraId')),
    );
    const seconds = ranges.map(({ from, duration }) => {
      const start = Math.ceil(from / 1000);
      return { from: start, duration: Math.floor((from + duration) / 1000) - start };
    });
    return ok([{ stream: camera.name, ranges: seconds.filter(({ duration }) => duration > 0) }]);
  },
  'cctv/recPrepare': async (call) => {
    const zone = await zoneOf(call.core, call.actor);
    const from = instantOf(zone, call.required('from'));
    const to = instantOf(zone, call.required('to'));
    if (!from || !to || to <= from) throw badForm();
    if (to.getTime() - from.getTime() > LONGEST_SECONDS * 1000)
      throw refused(403, 'Set less than 15 min.', 'Установите менее 15 мин.');
    const cameraId = call.requiredId('id');
    await contractsOf(call);
    const answer = await seen(() => requestPiece(call.core, call.actor, { cameraId, from, to }));
    if ('why' in answer) throw pieceRefusal(answer);
    return ok(answer.id);
  },
  'cctv/recDownload': async (call) => {
    await contractsOf(call);
    const answer = await pieceLink(call.core, call.actor, call.requiredId('id'));
    if ('why' in answer) throw pieceRefusal(answer);
    return ok(`${call.base}/play/${answer.link}/file.mp4`);
  },
};

/** The contract that the app names, or all that are open where it names none; of contracts one has to be. */
export async function contractsAsked(call: UserCall): Promise<readonly MyContract[]> {
  const houseId = call.text('houseId');
  if (houseId !== undefined) return [await openContract(call, houseId, 'words')];
  const all = await contractsOf(call);
  const states = await Promise.all(all.map((contract) => stateOfContract(call, contract)));
  const open = all.filter((_, i) => states[i] === 'paid');
  if (open.length === 0 && all.length > 0) throw serviceRefusal(states.includes('unpaid') ? 402 : 404, 'words');
  return open;
}

/** Each camera once, though several of the contracts have it. */
async function shown(call: UserCall, contracts: readonly MyContract[]): Promise<readonly CameraItem[]> {
  const mint = await playbackMint(call.core, call.actor);
  const items = new Map<number, CameraItem>();
  for (const contract of contracts) {
    for (const one of await camerasOfContract(call.core, call.actor, contract)) {
      const item = itemOf(call, one, mint);
      if (item && (one.suspended === null || !items.has(one.camera.id))) items.set(one.camera.id, item);
    }
  }
  return [...items.values()];
}

export interface CameraItem {
  readonly id: number;
  readonly name: string;
  readonly lat: string;
  readonly lon: string;
  readonly url: string;
  readonly token: string;
  readonly serverType: 'flussonic';
}

/** Undefined: a block stands on it, so that there is nothing to play. */
export function itemOf(
  call: UserCall,
  { camera, decision, suspended }: ContractCamera,
  mint: Awaited<ReturnType<typeof playbackMint>>,
): CameraItem | undefined {
  const pass = suspended === null ? mint(camera.id, decision) : null;
  if (suspended === null && !pass) return undefined;
  // What one camera's tariff does not open is still named, under an address that says why.
  const closed = suspended === 'off' ? '/api/404' : '/api/402';
  const [lat = '', lon = ''] = camera.coordinates.split(' ');
  return {
    id: camera.id,
    name: camera.title || camera.name,
    lat,
    lon,
    url: suspended === null ? streamUrl(call, camera) : `${call.base}${closed}`,
    token: pass?.token ?? '',
    serverType: 'flussonic',
  };
}

const streamUrl = (call: UserCall, { name }: Pick<CameraView, 'name'>): string =>
  `${call.base}/${name.split('/').map(encodeURIComponent).join('/')}`;

/** A camera of another contract and one without a right on it are not told apart. */
async function seen<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'forbidden') throw refused(404, 'Not Found', 'Не найдено');
    throw error;
  }
}

function pieceRefusal(refusal: LinkRefusal): Refusal {
  switch (refusal.why) {
    case 'forbidden':
    case 'no_source':
      return refused(404, 'Not Found', 'Не найдено');
    case 'not_recorded':
    case 'too_early':
      return refused(404, 'Not Found', 'За это время записи нет');
    case 'not_yet':
      return refused(422, 'Unprocessable Entity', 'Это время еще не наступило');
    case 'blocked':
      return refused(402, 'Payment Required', 'услуга не оплачена');
    case 'windows':
      return refused(403, 'Forbidden', 'Слишком много одновременных просмотров архива');
  }
}

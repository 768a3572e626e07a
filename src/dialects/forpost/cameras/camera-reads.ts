import type { CameraView } from '../../../core/cameras/camera.ts';
import { camerasOf, findCameras } from '../../../core/cameras/reading/lookup.ts';
import { cameraPage, visibleCamera } from '../../../core/cameras/reading/visible.ts';
import { synchronizedOf } from '../../../core/cameras/source/camera-connection.ts';
import { cameraUnder, type KnownCamera } from '../../../core/copies/camera.ts';
import { type CameraCopy, copiesOf, resolveCamera } from '../../../core/copies/copies.ts';
import { unlessNotFound } from '../../../core/errors.ts';
import { requireOrganization } from '../../../core/organizations/operations.ts';
import { wallTime } from '../../../core/time.ts';
import { zoneOf } from '../../wire/zone.ts';
import type { Call } from '../call.ts';
import { streamed } from '../list.ts';
import type { Method } from '../method.ts';
import { refused } from '../parameters.ts';
import { cameraOut, isAvailable } from './camera-out.ts';

const PAGE = 1000;

export const cameraReads: readonly Method[] = [
  {
    name: 'GetCameras',
    async run(call) {
      const parents = call.optionalFlag('IncludeParentGroups') ?? false;
      const id = call.optionalInteger('ID') ?? undefined;
      if (id !== undefined) return (await byId(call, id)).map((one) => cameraOut(call.actor, one, parents));
      const cameras = ofAccount(call, call.integer('AccountID'));
      return await streamed(call, cameras, (one) => cameraOut(call.actor, one, parents));
    },
  },
  {
    name: 'FindCameras',
    async run(call) {
      const [host, mac, title] = ['IP', 'MAC', 'Name'].map((name) => call.optionalText(name)?.trim() || undefined);
      const asked = call.optionalInteger('ID') ?? undefined;
      if (host === undefined && mac === undefined && title === undefined && asked === undefined)
        throw refused('IP', 'не указан: передайте IP, Name, MAC или ID');
      const id = asked && (await resolveCamera(call.core, call.actor, asked)).cameraId;
      const found = await findCameras(call.core, call.actor, { id, host: host?.replace(/^\[|\]$/g, ''), mac, title });
      return found.map((camera) => cameraOut(call.actor, original(camera), false));
    },
  },
  {
    name: 'GetCameraState',
    async run(call) {
      const { core, actor } = call;
      const { cameraId } = await resolveCamera(core, actor, call.integer('ID'));
      const camera = await visibleCamera(core, actor, { id: cameraId });
      const onvif = await synchronizedOf(core, [cameraId]);
      return { State: Number(isAvailable(camera, core.clock())), OnvifState: Number(onvif.has(cameraId)) };
    },
  },
  {
    name: 'GetUnavailableCameras',
    async run(call) {
      const shows = wallTime(await zoneOf(call.core, call.actor));
      return await streamed(call, unavailable(call), ({ camera: { id, status }, synchronized }) => ({
        CameraID: id,
        Status: 0,
        LastAvailableDate: dated(shows, status?.archiveTo ?? status?.downSince),
        LastNotAvailableDate: dated(shows, status?.downSince),
        ONVIFStatus: Number(synchronized),
      }));
    },
  },
];

/** Its own cameras by id, then the copies of those that were shared with it. */
async function* ofAccount(call: Call, organizationId: number): AsyncGenerator<readonly KnownCamera[]> {
  for await (const page of pages(call, { organizationId })) yield page.map(original);
  const known = await unlessNotFound(requireOrganization(call.core, call.actor, organizationId).then(() => true));
  const copies = known ? await copiesOf(call.core, organizationId) : [];
  for (let from = 0; from < copies.length; from += PAGE) yield await sharedOf(call, copies.slice(from, from + PAGE));
}

async function sharedOf(call: Call, copies: readonly CameraCopy[]): Promise<readonly KnownCamera[]> {
  const ids = copies.map(({ cameraId }) => cameraId);
  const byId = new Map((await camerasOf(call.core, call.actor, ids)).map((camera) => [camera.id, camera]));
  return copies.flatMap((copy) => {
    const camera = byId.get(copy.cameraId);
    return camera ? [{ camera, copy }] : [];
  });
}

async function byId(call: Call, id: number): Promise<readonly KnownCamera[]> {
  const shown = await cameraUnder(call.core, call.actor, id);
  return shown ? [shown] : [];
}

const original = (camera: CameraView): KnownCamera => ({ camera, copy: undefined });

async function* pages(
  call: Call,
  query: { readonly organizationId?: number; readonly state?: 'offline' },
): AsyncGenerator<readonly CameraView[]> {
  for (let after: string | null = ''; after !== null; ) {
    const page = await cameraPage(call.core, call.actor, { ...query, after, limit: PAGE, sort: 'id' });
    yield page.items;
    after = page.next;
  }
}

async function* unavailable(call: Call) {
  for await (const page of pages(call, { state: 'offline' })) {
    const onvif = await synchronizedOf(
      call.core,
      page.map(({ id }) => id),
    );
    yield page.map((camera) => ({ camera, synchronized: onvif.has(camera.id) }));
  }
}

/** DD.MM.YYYY HH:MM:SS; empty: it never was. */
function dated(shows: (at: Date) => string, at: Date | null | undefined): string {
  if (!at) return '';
  const [date = '', time = ''] = shows(at).split(' ');
  return `${date.split('-').reverse().join('.')} ${time}`;
}

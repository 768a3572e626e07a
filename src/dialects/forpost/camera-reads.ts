import type { CameraView } from '../../core/cameras/camera.ts';
import { synchronizedOf } from '../../core/cameras/connection.ts';
import { camerasOf, findCameras } from '../../core/cameras/find.ts';
import { cameraPage, visibleCamera } from '../../core/cameras/visible.ts';
import { copiesOf, resolveCamera } from '../../core/copies/copies.ts';
import { requireOrganization } from '../../core/organizations/operations.ts';
import { wallTime } from '../../core/time.ts';
import type { Call } from './call.ts';
import { camerasOut, isAvailable, type Shown } from './camera-out.ts';
import { shownAs, unlessNotFound } from './camera-shown.ts';
import { zoneOf } from './dates.ts';
import type { Method } from './methods.ts';
import { refused } from './parameters.ts';

const PAGE = 1000;

export const cameraReads: readonly Method[] = [
  {
    name: 'GetCameras',
    async run(call) {
      const parents = call.optionalFlag('IncludeParentGroups') ?? false;
      const id = call.optionalInteger('ID') ?? undefined;
      const shown = id === undefined ? await ofAccount(call, call.integer('AccountID')) : await byId(call, id);
      return camerasOut(call.actor, shown, parents);
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
      return camerasOut(call.actor, found.map(original), false);
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
      const cameras = await pages(call, { state: 'offline' });
      const onvif = await synchronizedOf(
        call.core,
        cameras.map(({ id }) => id),
      );
      const shows = wallTime(await zoneOf(call.core, call.actor));
      return cameras.map(({ id, status }) => ({
        CameraID: id,
        Status: 0,
        LastAvailableDate: dated(shows, status?.archiveTo ?? status?.downSince),
        LastNotAvailableDate: dated(shows, status?.downSince),
        ONVIFStatus: Number(onvif.has(id)),
      }));
    },
  },
];

/** Its own cameras by id, then the copies of those that were shared with it. */
async function ofAccount(call: Call, organizationId: number): Promise<readonly Shown[]> {
  const own = await pages(call, { organizationId });
  const known = await unlessNotFound(requireOrganization(call.core, call.actor, organizationId).then(() => true));
  const copies = known ? await copiesOf(call.core, organizationId) : [];
  const originals = await camerasOf(
    call.core,
    call.actor,
    copies.map(({ cameraId }) => cameraId),
  );
  const byCamera = new Map(originals.map((camera) => [camera.id, camera]));
  const shared = copies.flatMap((copy) => {
    const camera = byCamera.get(copy.cameraId);
    return camera ? [{ camera, copy }] : [];
  });
  return [...own.map(original), ...shared];
}

async function byId(call: Call, id: number): Promise<readonly Shown[]> {
  const shown = await shownAs(call, id);
  return shown ? [shown] : [];
}

const original = (camera: CameraView): Shown => ({ camera, copy: undefined });

async function pages(
  call: Call,
  query: { readonly organizationId?: number; readonly state?: 'offline' },
): Promise<readonly CameraView[]> {
  const cameras: CameraView[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page = await cameraPage(call.core, call.actor, { ...query, after, limit: PAGE, sort: 'id' });
    cameras.push(...page.items);
    after = page.next;
  }
  return cameras;
}

/** DD.MM.YYYY HH:MM:SS; empty: it never was. */
function dated(shows: (at: Date) => string, at: Date | null | undefined): string {
  if (!at) return '';
  const [date = '', time = ''] = shows(at).split(' ');
  return `${date.split('-').reverse().join('.')} ${time}`;
}

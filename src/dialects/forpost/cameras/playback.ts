import { plainAddress } from '../../../core/access/links.ts';
import { resolveCamera } from '../../../core/copies/copies.ts';
import { type DomainError, inOwnWords } from '../../../core/errors.ts';
import { wallTime } from '../../../core/time.ts';
import { type LinkRefusal, type LinkRequest, makeLink, recordedOf } from '../../../core/viewings/links.ts';
import { zoneOf } from '../../wire/zone.ts';
import type { Call } from '../call.ts';
import type { Method } from '../method.ts';
import { refused } from '../parameters.ts';

/** What a link plays, by Format. */
const FILES = { HLS: 'index.m3u8', JPG: 'frame.jpg', H264: 'stream.flv' } as const;
const UNBOUND = new Set(['', '0.0.0.0', '::']);
const LONGEST_DOWNLOAD_MINUTES = 24 * 60;

/** URLs of live pictures, of the archive and of downloads, which are not in the document and called by every player. */
export const playbackMethods: readonly Method[] = [
  { name: 'GetTranslationURL', run: translationUrl },
  { name: 'GetDownloadURL', run: downloadUrl },
  {
    name: 'GetCameraLastRecordTime',
    async run(call) {
      const { cameraId } = await resolveCamera(call.core, call.actor, call.integer('CameraID'));
      const { to } = await recordedOf(call.core, call.actor, cameraId);
      return { LastRecordTime: to === null ? 0 : Math.floor(to.getTime() / 1000) };
    },
  },
];

async function translationUrl(call: Call) {
  const viewer = viewerOf(call);
  const format = formatOf(call);
  const from = momentOf(call);
  call.optionalFlag('LightStream');
  const speed = call.optionalNumber('Speed') ?? 1;
  if (speed !== 1) throw refused('Speed', 'поддерживается только со значением 1');
  if (from !== undefined && format === 'H264')
    throw refused('Format', 'для архива должен быть HLS или JPG: H264 передает только живое видео');
  const kind = from === undefined ? 'live' : 'archive';
  const request = { ...viewer, kind, from: from ?? 0, durationSeconds: 0, pictures: format === 'JPG' } as const;
  return { URL: await urlOf(call, request, FILES[format]) };
}

async function downloadUrl(call: Call) {
  const viewer = viewerOf(call);
  const container = call.optionalText('Container')?.toLowerCase() || 'mp4';
  if (container !== 'mp4') throw refused('Container', 'поддерживается только со значением mp4');
  const from = momentOf(call) ?? call.integer('TS');
  const minutes = call.number('Duration');
  if (minutes <= 0 || minutes > LONGEST_DOWNLOAD_MINUTES)
    throw refused('Duration', `должен быть числом минут от 1 до ${LONGEST_DOWNLOAD_MINUTES}`);
  const durationSeconds = Math.ceil(minutes * 60);
  return {
    URL: await urlOf(call, { ...viewer, kind: 'download', from, durationSeconds, pictures: false }, 'file.mp4'),
  };
}

type Viewer = Pick<LinkRequest, 'cameraId' | 'userLogin' | 'address'>;

/** Whose rights and limits count, and from where the URL may be used. */
function viewerOf(call: Call): Viewer {
  const cameraId = call.integer('CameraID');
  const ip = call.optionalText('UserIP')?.trim() ?? '';
  if (!UNBOUND.has(ip) && plainAddress(ip) === undefined) throw refused('UserIP', 'должен быть IP-адресом');
  const userLogin = call.optionalText('UserLogin') || undefined;
  return { cameraId, userLogin, address: UNBOUND.has(ip) ? undefined : ip };
}

/** `xml` is the form of the answer, and says nothing of the picture. */
function formatOf(call: Call): keyof typeof FILES {
  const format = call.optionalText('Format')?.trim().toUpperCase() || 'HLS';
  if (format === 'XML') return 'HLS';
  if (!Object.hasOwn(FILES, format)) throw refused('Format', 'поддерживается со значениями HLS, JPG и H264');
  return format as keyof typeof FILES;
}

/** Unix seconds; undefined, or 0: live. */
function momentOf(call: Call): number | undefined {
  const ts = call.optionalInteger('TS') ?? 0;
  if (ts < 0) throw refused('TS', 'должен быть временем Unix в секундах');
  call.optionalInteger('TZ');
  return ts || undefined;
}

async function urlOf(call: Call, request: LinkRequest, file: string): Promise<string> {
  const { core, actor } = call;
  const { cameraId } = await resolveCamera(core, actor, request.cameraId);
  const answer = await makeLink(core, actor, { ...request, cameraId });
  if ('why' in answer) throw await refusalOf(call, answer);
  const base = core.publicUrl ?? `${call.request.protocol}://${call.request.host}`;
  return `${base}/play/${answer.link}/${file}`;
}

const BLOCKED = {
  camera: 'Камера выключена',
  organization: 'Аккаунт, которому принадлежит камера, заблокирован',
  home_organization: 'Аккаунт пользователя заблокирован',
  sign_in: 'Вход пользователей аккаунта заблокирован',
  user: 'Пользователь заблокирован',
  owner: 'Пользователь заблокирован',
} as const;

async function refusalOf(call: Call, refusal: LinkRefusal): Promise<DomainError> {
  const denied = (text: string) => inOwnWords('forbidden', text);
  switch (refusal.why) {
    case 'forbidden':
      return denied('Нет прав на просмотр этой камеры');
    case 'no_source':
      return denied('Камера выключена: источник видео не задан');
    case 'blocked':
      return denied([BLOCKED[refusal.on], refusal.block.reason].filter((part) => part !== '').join(': '));
    case 'windows':
      return denied(windowsText(refusal.archive, refusal.limit));
    case 'not_recorded':
      return refused('TS', 'не подходит: архива этой камеры нет');
    case 'not_yet':
      return refused('TS', 'не подходит: этот момент еще не наступил');
    case 'too_early': {
      const shown = wallTime(await zoneOf(call.core, call.actor))(refusal.availableFrom);
      const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+) (.+)$/.exec(shown) ?? [];
      return inOwnWords('invalid', `Архив доступен с ${day}.${month}.${year} ${time}`);
    }
  }
}

function windowsText(archive: boolean, limit: number): string {
  const what = archive ? 'просмотров архива' : 'просмотров в реальном времени';
  if (limit === 0) return `Просмотр ${archive ? 'архива' : 'в реальном времени'} не предусмотрен договором`;
  return `Превышено количество одновременных ${what} этой камеры (${limit}): закройте одно из окон`;
}

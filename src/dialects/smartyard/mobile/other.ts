import { NOTHING, notBuilt, ok } from './answer.ts';
import type { Routes } from './routes.ts';

/** What apps ask for at their start, and what they offer that this server does not do. */
export const otherRoutes: Routes = {
  'ext/list': async () => ok([]),
  // Cameras of the town for everybody: here each camera is somebody's.
  'cctv/overview': async () => ok([]),
  'inbox/unreaded': async () => ok({ count: 0, chat: 0 }),
  'issues/listConnect': async () => NOTHING,
  'sip/helpMe': async () => {
    throw notBuilt('Звонок в поддержку');
  },
  ...unbuilt('Оплата', ['pay/process']),
  ...unbuilt('Гостевой доступ', ['address/access']),
  ...unbuilt('Регистрация по QR', ['address/registerQR']),
  ...unbuilt('Распознавание лиц', ['frs/like', 'frs/disLike', 'frs/listFaces']),
};

function unbuilt(what: string, paths: readonly string[]): Routes {
  return Object.fromEntries(
    paths.map((path) => [
      path,
      async () => {
        throw notBuilt(what);
      },
    ]),
  );
}

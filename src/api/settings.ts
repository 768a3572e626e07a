import type { Static } from 'typebox';
import { type Settings as CoreSettings, changeSettings, settings } from '../core/domains/settings.ts';
import { Settings, SettingsChange } from './contract/system.ts';
import { type Api, about, answers, caller, present } from './routes.ts';

const TAG = 'Settings';

export function settingsRoutes(app: Api): void {
  app.get(
    '/settings',
    {
      schema: { ...about(TAG, 'getSettings', "The provider's settings; administrators"), response: answers(Settings) },
    },
    async (request) => toWire(await settings(request.core, caller(request))),
  );

  app.patch(
    '/settings',
    {
      schema: {
        ...about(TAG, 'changeSettings', 'Change settings; absent fields stay'),
        body: SettingsChange,
        response: answers(Settings),
      },
    },
    async (request) => {
      const { title, timeZone, currency, locale, maxUserSessions, authBackendUrl, mailFrom, mailUri } = request.body;
      const change = present({ title, timeZone, currency, locale, maxUserSessions, authBackendUrl, mailFrom, mailUri });
      return toWire(await changeSettings(request.core, caller(request), change));
    },
  );
}

const toWire = (s: CoreSettings): Static<typeof Settings> => ({
  title: s.title,
  timeZone: s.timeZone,
  currency: s.currency,
  locale: s.locale,
  maxUserSessions: s.maxUserSessions,
  authBackendUrl: s.authBackendUrl,
  mailFrom: s.mailFrom,
  mailUri: s.mailUri,
});

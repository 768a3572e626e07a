import type { Static } from 'typebox';
import { changeSettings, settings } from '../../core/domains/settings.ts';
import type { Settings as CoreSettings } from '../../core/domains/stored-settings.ts';
import { sendTestSms } from '../../core/domains/test-sms.ts';
import { present } from '../../core/fields.ts';
import { Settings, SettingsChange, TestSms, TestSmsResult } from '../contract/system.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

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
      const { body } = request;
      const change = present({
        title: body.title,
        timeZone: body.timeZone,
        currency: body.currency,
        locale: body.locale,
        maxUserSessions: body.maxUserSessions,
        blockedMaySignIn: body.blockedMaySignIn,
        keepDeletedArchive: body.keepDeletedArchive,
        caseEventDays: body.caseEventDays,
        mapTiles: body.mapTiles,
        mapAttribution: body.mapAttribution,
        authBackendUrl: body.authBackendUrl,
        mailFrom: body.mailFrom,
        mailUri: body.mailUri,
        smsUri: body.smsUri,
        smsBody: body.smsBody,
        charging: body.charging,
        creditFloor: body.creditFloor,
        balanceWarningDays: body.balanceWarningDays,
      });
      return toWire(await changeSettings(request.core, caller(request), change));
    },
  );

  app.post(
    '/settings/test-sms',
    {
      config: { waitsOutside: true },
      schema: {
        ...about(TAG, 'sendTestSms', 'Send a message to a telephone now and tell what the gateway answered'),
        body: TestSms,
        response: answers(TestSmsResult),
      },
    },
    async (request) => ({ answer: await sendTestSms(request.core, caller(request), request.body.phone) }),
  );
}

const toWire = (s: CoreSettings): Static<typeof Settings> => ({
  title: s.title,
  timeZone: s.timeZone,
  currency: s.currency,
  locale: s.locale,
  maxUserSessions: s.maxUserSessions,
  blockedMaySignIn: s.blockedMaySignIn,
  keepDeletedArchive: s.keepDeletedArchive,
  caseEventDays: s.caseEventDays,
  mapTiles: s.mapTiles,
  mapAttribution: s.mapAttribution,
  authBackendUrl: s.authBackendUrl,
  mailFrom: s.mailFrom,
  mailUri: s.mailUri,
  smsUri: s.smsUri,
  smsBody: s.smsBody,
  charging: s.charging,
  chargingFrom: s.chargingFrom,
  creditFloor: s.creditFloor,
  balanceWarningDays: s.balanceWarningDays,
});

import type { Static } from 'typebox';
import {
  type IntercomSettings as CoreSettings,
  changeIntercomSettings,
  intercomSettings,
  renewDoorCode,
} from '../../core/contracts/intercom-settings.ts';
import { present } from '../../core/fields.ts';
import { IdParams } from '../contract/common.ts';
import { IntercomSettings, IntercomSettingsChange } from '../contract/guests.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { instantIn } from '../frame/wire.ts';

const TAG = 'Doors';

/** What a contract's people chose about the doors that it opens: calls, the flat's code, doors that open by themselves. */
export function intercomSettingRoutes(app: Api): void {
  app.get(
    '/organizations/:id/intercom-settings',
    {
      schema: {
        ...about(TAG, 'getIntercomSettings', 'What the people of a contract chose about its doors'),
        params: IdParams,
        response: answers(IntercomSettings),
      },
    },
    async (request) => toSettings(await intercomSettings(request.core, caller(request), request.params.id)),
  );

  app.patch(
    '/organizations/:id/intercom-settings',
    {
      schema: {
        ...about(
          TAG,
          'changeIntercomSettings',
          'Change them; absent fields stay',
          'What opens doors is switched on by whoever opens one in the name of the contract.',
        ),
        params: IdParams,
        body: IntercomSettingsChange,
        response: answers(IntercomSettings),
      },
    },
    async (request) => {
      const { autoOpenUntil, ...rest } = request.body;
      const until = autoOpenUntil === null ? null : instantIn('autoOpenUntil', autoOpenUntil);
      const change = { ...present(rest), ...(until === undefined ? {} : { autoOpenUntil: until }) };
      return toSettings(await changeIntercomSettings(request.core, caller(request), request.params.id, change));
    },
  );

  app.post(
    '/organizations/:id/intercom-settings/door-code',
    {
      schema: {
        ...about(TAG, 'renewDoorCode', 'Other digits for the flat’s code; the old ones open nothing from now on'),
        params: IdParams,
        response: answers(IntercomSettings),
      },
    },
    async (request) => toSettings(await renewDoorCode(request.core, caller(request), request.params.id)),
  );
}

const toSettings = (settings: CoreSettings): Static<typeof IntercomSettings> => ({
  calls: settings.calls,
  log: settings.log,
  doorCode: settings.doorCode,
  doorDigits: settings.doorDigits,
  autoOpenUntil: settings.autoOpenUntil?.toISOString() ?? null,
  autoOpenMinutes: settings.autoOpenMinutes,
});

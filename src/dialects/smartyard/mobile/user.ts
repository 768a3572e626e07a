import { setPushToken } from '../../../core/phones/push.ts';
import { userById } from '../../../core/users/operations.ts';
import { Answer, envelope, NOTHING, notBuilt, ok } from './answer.ts';
import { word } from './call.ts';
import { namesOf, setName } from './names.ts';
import type { Routes } from './routes.ts';
import { billingRows, wireRow, withFloats } from './rows.ts';

export const userRoutes: Routes = {
  'user/ping': async () => NOTHING,
  'user/appVersion': async () => ok('none'),
  'user/getName': async (call) => ok(namesOf((await userById(call.core, call.actor, call.actor.id)).name)),
  'user/getBillingList': async (call) => {
    const rows = await billingRows(call);
    if (rows.length === 0) return envelope(204, 'OK', 'Хорошо', []);
    return new Answer(200, withFloats(ok(rows.map(wireRow))), 'application/json; charset=utf-8');
  },
  'user/sendName': async (call) => {
    await setName(call.core, call.actor, call.required('name'), call.text('patronymic'));
    return NOTHING;
  },
  'user/registerPushToken': async (call) => {
    const platform = call.required('platform');
    const token = call.text('pushToken') ?? call.text('voipToken');
    if (token !== undefined) await setPushToken(call.core, call.sessionId, token, platform.slice(0, 64));
    return NOTHING;
  },
  'user/notification': async (call) => {
    if (call.flag('money') || call.flag('enable')) throw notBuilt('Уведомления');
    return ok({ money: word(false), enable: word(false) });
  },
};

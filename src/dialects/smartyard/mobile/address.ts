import {
  changeIntercomSettings,
  type IntercomChange,
  type IntercomSettings,
  intercomSettings,
  renewDoorCode,
} from '../../../core/contracts/intercom-settings.ts';
import { doorsOf } from '../../../core/doors/mine.ts';
import { DomainError } from '../../../core/errors.ts';
import { instantOf, wallTime } from '../../../core/time.ts';
import { zoneOf } from '../../wire/zone.ts';
import { badForm, notBuilt, ok } from './answer.ts';
import { flagOf, type UserCall, word } from './call.ts';
import { contractOf, contractsOf, openContract } from './contracts.ts';
import { addressItem, rowsKnown, settingsItem } from './houses.ts';
import type { Routes } from './routes.ts';

export const addressRoutes: Routes = {
  'address/getAddressList': async (call) => {
    const contracts = await contractsOf(call);
    const rows = await rowsKnown(call);
    const doors = await doorsOf(call.core, call.actor);
    const items = contracts.map(async (contract) => await addressItem(call, contract, rows.get(contract.uid), doors));
    return ok(await Promise.all(items));
  },
  'address/getSettingsList': async (call) => {
    const contracts = await contractsOf(call);
    const rows = await rowsKnown(call);
    const items = contracts.map(async (contract) => await settingsItem(call, contract, rows.get(contract.uid)));
    return ok(await Promise.all(items));
  },
  'address/intercom': async (call) => {
    const contract = await contractOf(call, call.required('flatId'), 'words');
    const before = await intercomSettings(call.core, call.actor, contract.organizationId);
    const change = await changeIn(call, before);
    const settings =
      Object.keys(change).length === 0
        ? before
        : await changeIntercomSettings(call.core, call.actor, contract.organizationId, change).catch(inWords);
    return ok(shown(settings, await zoneOf(call.core, call.actor)));
  },
  'address/resetCode': async (call) => {
    const { organizationId } = await openContract(call, call.required('flatId'), 'words');
    const { doorDigits } = await renewDoorCode(call.core, call.actor, organizationId).catch(inWords);
    return ok({ code: Number(doorDigits) });
  },
  'address/offices': async () => ok([]),
};

const NEVER = '1970-01-01 00:00:00';

/** What is not built is shown as switched off. */
const shown = (settings: IntercomSettings, zone: string) => ({
  allowDoorCode: word(settings.doorCode),
  doorCode: settings.doorDigits ?? '',
  CMS: 'f',
  VoIP: word(settings.calls),
  autoOpen: settings.autoOpenUntil === null ? NEVER : wallTime(zone)(settings.autoOpenUntil),
  whiteRabbit: String(settings.autoOpenMinutes),
  pushPlog: 'f',
  disablePlog: word(!settings.log),
  hiddenPlog: 'f',
  FRSDisabled: 't',
});

/** Of what is wrong with a value apps know nothing but that the form is bad. */
function inWords(error: unknown): never {
  if (error instanceof DomainError && error.kind === 'invalid') throw badForm();
  throw error;
}

type Sent = (name: string) => string | undefined;

/** Apps send back what they were shown beside what is new: what stays off is taken, what is not built is refused. */
async function changeIn(call: UserCall, before: IntercomSettings): Promise<IntercomChange> {
  const sent: unknown = call.body.settings;
  if (sent === undefined || sent === null) return {};
  if (typeof sent !== 'object' || Array.isArray(sent)) throw badForm();
  const settings = sent as Readonly<Record<string, unknown>>;
  const text: Sent = (name) => {
    const value = settings[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'object') throw badForm();
    return String(value);
  };
  if (flagOf(text('CMS'))) throw notBuilt('Переключение трубки в квартире');
  if (flagOf(text('FRSDisabled')) === false) throw notBuilt('Распознавание лиц');
  if (flagOf(text('pushPlog'))) throw notBuilt('Уведомления о событиях');
  if (flagOf(text('hiddenPlog'))) throw notBuilt('Журнал для одного владельца');
  const code = text('doorCode');
  if (code !== undefined && code !== (before.doorDigits ?? '')) throw notBuilt('Свой код двери');
  const calls = flagOf(text('VoIP'));
  const noLog = flagOf(text('disablePlog'));
  const doorCode = flagOf(text('allowDoorCode'));
  return {
    ...(calls === undefined ? {} : { calls }),
    ...(noLog === undefined ? {} : { log: !noLog }),
    ...(doorCode === undefined ? {} : { doorCode }),
    ...(await autoOpenIn(call, text)),
  };
}

/** Apps switch it off by a moment that is over, and on by one to come. */
async function autoOpenIn(call: UserCall, text: Sent): Promise<IntercomChange> {
  const moment = text('autoOpen');
  const minutes = text('whiteRabbit');
  if (minutes !== undefined && !/^\d{1,3}$/.test(minutes)) throw badForm();
  const until = moment === undefined ? undefined : instantOf(await zoneOf(call.core, call.actor), moment);
  if (moment !== undefined && !until) throw badForm();
  return {
    ...(until ? { autoOpenUntil: until } : {}),
    ...(minutes === undefined ? {} : { autoOpenMinutes: Number(minutes) }),
  };
}

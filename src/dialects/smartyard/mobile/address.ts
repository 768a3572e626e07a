import {
  changeIntercomSettings,
  type IntercomSettings,
  intercomSettings,
} from '../../../core/contracts/intercom-settings.ts';
import { doorsOf } from '../../../core/doors/mine.ts';
import { instantOf } from '../../../core/time.ts';
import { zoneOf } from '../../wire/zone.ts';
import { badForm, notBuilt, ok } from './answer.ts';
import { flagOf, type UserCall, word } from './call.ts';
import { contractOf, contractsOf } from './contracts.ts';
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
    const change = await changeIn(call);
    const settings =
      Object.keys(change).length === 0
        ? await intercomSettings(call.core, call.actor, contract.organizationId)
        : await changeIntercomSettings(call.core, call.actor, contract.organizationId, change);
    return ok(shown(settings));
  },
  'address/offices': async () => ok([]),
};

/** What is not built is shown as switched off. */
const shown = ({ calls, log }: IntercomSettings) => ({
  allowDoorCode: 'f',
  doorCode: '',
  CMS: 'f',
  VoIP: word(calls),
  autoOpen: '1970-01-01 00:00:00',
  whiteRabbit: '0',
  pushPlog: 'f',
  disablePlog: word(!log),
  hiddenPlog: 'f',
  FRSDisabled: 't',
});

/** Apps send back what they were shown beside what is new: what stays off is taken, what would be on is refused. */
async function changeIn(call: UserCall): Promise<Partial<IntercomSettings>> {
  const sent: unknown = call.body.settings;
  if (sent === undefined || sent === null) return {};
  if (typeof sent !== 'object' || Array.isArray(sent)) throw badForm();
  const settings = sent as Readonly<Record<string, unknown>>;
  const text = (name: string): string | undefined => {
    const value = settings[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'object') throw badForm();
    return String(value);
  };
  if (flagOf(text('CMS'))) throw notBuilt('Переключение трубки в квартире');
  if (flagOf(text('allowDoorCode')) || text('doorCode') !== undefined) throw notBuilt('Код двери');
  if (flagOf(text('FRSDisabled')) === false) throw notBuilt('Распознавание лиц');
  if (flagOf(text('pushPlog'))) throw notBuilt('Уведомления о событиях');
  if (flagOf(text('hiddenPlog'))) throw notBuilt('Журнал для одного владельца');
  if (!/^0?$/.test(text('whiteRabbit') ?? '')) throw notBuilt('Белый кролик');
  if (await isAhead(text('autoOpen'), call)) throw notBuilt('Автооткрытие');
  const calls = flagOf(text('VoIP'));
  const noLog = flagOf(text('disablePlog'));
  return { ...(calls === undefined ? {} : { calls }), ...(noLog === undefined ? {} : { log: !noLog }) };
}

/** Apps switch it off by a moment that is over, and on by one to come. */
async function isAhead(moment: string | undefined, call: UserCall): Promise<boolean> {
  if (moment === undefined) return false;
  const at = instantOf(await zoneOf(call.core, call.actor), moment);
  if (!at) throw badForm();
  return at > call.core.clock();
}

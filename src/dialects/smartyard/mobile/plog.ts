import { intercomSettings } from '../../../core/contracts/intercom-settings.ts';
import type { DoorEventKind } from '../../../core/doors/door.ts';
import type { DoorEvent } from '../../../core/doors/event.ts';
import { doorEventDays } from '../../../core/doors/event-days.ts';
import { doorEvents } from '../../../core/doors/events.ts';
import { daysOfMonth, wallTime } from '../../../core/time.ts';
import { zoneOf } from '../../wire/zone.ts';
import { badForm, ok } from './answer.ts';
import { type UserCall, word } from './call.ts';
import { openContract } from './contracts.ts';
import type { Routes } from './routes.ts';

const NUMBERS = {
  call_missed: 1,
  call_answered: 2,
  key: 3,
  app: 4,
  face: 5,
  code: 6,
  call: 7,
  plate: 9,
} as const satisfies Partial<Record<DoorEventKind, number>>;
type Told = keyof typeof NUMBERS;
const TOLD = Object.keys(NUMBERS) as readonly Told[];
const isTold = (event: DoorEvent): event is DoorEvent & { readonly kind: Told } => event.kind in NUMBERS;
const KINDS = new Map(Object.entries(NUMBERS).map(([kind, number]) => [String(number), kind as Told]));

/** Most events of one day that are shown. */
const MAX_A_DAY = 1000;

/** What happened at the doors of a contract. While its people have the log switched off there is none. */
export const plogRoutes: Routes = {
  'address/plog': async (call) => {
    const contract = await openContract(call, call.required('flatId'), 'bare');
    const zone = await zoneOf(call.core, call.actor);
    const day = dayOf(call.required('day'), zone);
    if (!(await logs(call, contract.organizationId))) return ok([]);
    const { items } = await doorEvents(call.core, call.actor, {
      organizationId: contract.organizationId,
      kinds: TOLD,
      from: new Date(day.from),
      to: new Date(day.to),
      limit: MAX_A_DAY,
    });
    const shows = wallTime(zone);
    return ok(items.filter(isTold).map((event) => shown(event, shows(event.at))));
  },
  'address/plogDays': async (call) => {
    const contract = await openContract(call, call.required('flatId'), 'words');
    const kinds = kindsOf(call.text('events')) ?? TOLD;
    const timeZone = await zoneOf(call.core, call.actor);
    if (!(await logs(call, contract.organizationId))) return ok([]);
    const { organizationId } = contract;
    const days = await doorEventDays(call.core, call.actor, { organizationId, kinds, timeZone });
    return ok(days.map(({ day, events }) => ({ day, events: String(events) })));
  },
};

const logs = async (call: UserCall, organizationId: number): Promise<boolean> =>
  (await intercomSettings(call.core, call.actor, organizationId)).log;

/** The day between two midnights of the provider's zone. */
function dayOf(text: string, zone: string) {
  const day = /^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(text)
    ? daysOfMonth(text.slice(0, 7), zone).find(({ date }) => date === text)
    : undefined;
  if (!day) throw badForm();
  return day;
}

function kindsOf(text: string | undefined): readonly DoorEventKind[] | undefined {
  return text?.split(',').map((number) => {
    const kind = KINDS.get(number.trim());
    if (!kind) throw badForm();
    return kind;
  });
}

/** No picture is kept of an event: `previewType` 0 says so. */
function shown({ id, kind, result, doorId, doorName, who }: DoorEvent & { readonly kind: Told }, date: string) {
  return {
    date,
    uuid: `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`,
    image: '',
    objectId: String(doorId ?? 0),
    objectType: '0',
    objectMechanizma: '0',
    mechanizmaDescription: doorName,
    event: String(NUMBERS[kind]),
    detail: told(kind, who),
    preview: '',
    previewType: 0,
    flags: [],
    detailX: {
      opened: word(result === 'opened'),
      ...(kind === 'key' ? { key: who } : {}),
      ...(kind === 'app' ? { phone: `*${who.slice(-4)}` } : {}),
    },
  };
}

/** Masks a telephone but for its last digits, since others of the flat see the log too. */
const told = (kind: DoorEventKind, who: string): string => (kind === 'app' ? `Телефон *${who.slice(-4)}` : who);

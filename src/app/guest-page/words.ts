import type { DoorCodeState } from '../../core/door-codes/door-code.ts';
import type { DoorIcon } from '../../core/doors/door.ts';
import type { Language } from '../../core/languages/languages.ts';

/** What became of a press, as the page says it. */
export type Told = 'opened' | 'failed' | 'shut' | 'too_many' | 'over' | 'away';

export interface GuestWords {
  readonly title: string;
  readonly forWhom: (guest: string) => string;
  readonly until: (moment: string) => string;
  readonly from: (moment: string) => string;
  readonly usesLeft: (count: number) => string;
  readonly open: string;
  readonly entrance: (number: number) => string;
  readonly shut: string;
  readonly noDoors: string;
  readonly state: Readonly<Record<Exclude<DoorCodeState, 'works'>, string>>;
  readonly told: Readonly<Record<Told, string>>;
  readonly icons: Readonly<Record<DoorIcon, string>>;
  readonly busy: string;
  readonly missing: string;
  readonly missingMore: string;
}

export const GUEST_WORDS: Readonly<Record<Language, GuestWords>> = {
  en: {
    title: 'Open the door',
    forWhom: (guest) => `For: ${guest}`,
    until: (moment) => `Works until ${moment}`,
    from: (moment) => `Works from ${moment}`,
    usesLeft: (count) => `Openings left: ${count}`,
    open: 'Open',
    entrance: (number) => `entrance ${number}`,
    shut: 'This door does not open at present: whoever invited you has no access to it now.',
    noDoors: 'No door is left: ask whoever invited you for a new link.',
    state: {
      upcoming: 'The time has not come yet.',
      used_up: 'All openings were used. Ask whoever invited you for a new link.',
      ended: 'The time is over. Ask whoever invited you for a new link.',
    },
    told: {
      opened: 'The door is open.',
      failed: 'The door did not answer. Try again.',
      shut: 'The door did not open: whoever invited you has no access to it now.',
      too_many: 'Too many openings. Wait a minute and try again.',
      over: 'The link does not work at this time.',
      away: 'The service is not available at present. Try again in a minute.',
    },
    icons: { entrance: 'Entrance door', wicket: 'Wicket', gate: 'Gate', barrier: 'Barrier' },
    busy: 'This page was opened too often. Wait a minute and open it again.',
    missing: 'The link opens nothing',
    missingMore: 'It was taken back, or its time was over long ago. Ask whoever invited you for a new one.',
  },
  ru: {
    title: 'Открыть дверь',
    forWhom: (guest) => `Для кого: ${guest}`,
    until: (moment) => `Действует до ${moment}`,
    from: (moment) => `Действует с ${moment}`,
    usesLeft: (count) => `Осталось открываний: ${count}`,
    open: 'Открыть',
    entrance: (number) => `подъезд ${number}`,
    shut: 'Дверь сейчас не открывается: у того, кто вас пригласил, нет к ней доступа.',
    noDoors: 'Дверей не осталось: попросите новую ссылку у того, кто вас пригласил.',
    state: {
      upcoming: 'Время ещё не наступило.',
      used_up: 'Все открывания использованы. Попросите новую ссылку у того, кто вас пригласил.',
      ended: 'Время вышло. Попросите новую ссылку у того, кто вас пригласил.',
    },
    told: {
      opened: 'Дверь открыта.',
      failed: 'Дверь не ответила. Попробуйте ещё раз.',
      shut: 'Дверь не открылась: у того, кто вас пригласил, сейчас нет к ней доступа.',
      too_many: 'Слишком много открываний. Подождите минуту и попробуйте снова.',
      over: 'Ссылка сейчас не действует.',
      away: 'Сервис сейчас недоступен. Попробуйте через минуту.',
    },
    icons: { entrance: 'Подъезд', wicket: 'Калитка', gate: 'Ворота', barrier: 'Шлагбаум' },
    busy: 'Страница открывалась слишком часто. Подождите минуту и откройте её снова.',
    missing: 'Ссылка ничего не открывает',
    missingMore: 'Её отозвали, или срок давно вышел. Попросите новую у того, кто вас пригласил.',
  },
};

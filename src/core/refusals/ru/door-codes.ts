import type { DOOR_CODES_REFUSALS } from '../door-codes.ts';

export const DOOR_CODES_IN_RUSSIAN = {
  door_code_not_found: 'Гость {id} не найден',
  door_unknown: 'одной из дверей больше нет',
  door_code_ends_early: 'укажите момент в будущем, позже начала',
  door_code_too_long: 'гостю открыто не дольше {days} дней',
  door_code_too_far: 'начало может быть не позже чем через {days} дней',
  door_code_without_doors: 'выберите дверь',
  door_code_many_doors: 'выберите не больше {limit} дверей',
  too_many_guests: 'У договора не больше {limit} гостей одновременно: отзовите одного или дождитесь окончания срока',
  door_codes_full: 'Не нашлось свободного кода для этих панелей: попробуйте ещё раз',
  door_code_off: 'Код квартиры выключен: сначала включите его',
  door_code_no_door: 'По этому договору вы не открываете ни одной двери',
  door_code_wrong: 'Этот код здесь ничего не открывает',
  door_code_over: 'Код сейчас не действует или уже использован',
  too_many_door_codes: 'Слишком много неверных кодов на этой панели: не больше {limit} за четверть часа',
  too_many_guest_pages: 'Страницы гостей запрошены слишком часто: не больше {limit} раз в минуту',
  guest_link_over: 'Эта ссылка больше ничего не открывает: попросите новую у того, кто её прислал',
  auto_open_too_long: 'дверь открывается сама не дольше {hours} часов',
} as const satisfies Readonly<Record<keyof typeof DOOR_CODES_REFUSALS, string>>;

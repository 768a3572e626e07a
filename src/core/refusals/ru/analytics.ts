import type { ANALYTICS_REFUSALS } from '../analytics.ts';

export const ANALYTICS_IN_RUSSIAN = {
  case_not_found: 'Кейс аналитики {id} не найден',
  cases_too_many: 'У пользователя может быть не больше кейсов аналитики: {limit}',
  case_without_cameras: 'выберите хотя бы одну камеру',
  case_cameras_too_many: 'в кейсе может быть не больше камер: {limit}',
  case_settings_too_large: 'занимают больше допустимого, предел в байтах: {limit}',
  case_camera_unknown: 'камера {id} пользователю не видна',
  case_camera_blocked: 'камера «{title}» заблокирована, добавить её нельзя',
  licences_too_few:
    'Лицензий аналитики уровня {level} не хватает: нужно {count}, свободно {free}. Выберите меньше камер или обратитесь к провайдеру',
  engine_not_found: 'Система аналитики {id} не найдена',
  engines_too_many: 'Систем аналитики может быть не больше {limit}',
  engine_types_wrong: 'выберите хотя бы один тип: {choices}',
  engine_off: 'Эта система аналитики выключена',
  engine_signature_wrong:
    'Ни одна подпись не подходит: подпишите webhook-id.webhook-timestamp.body, отправляемые байты, секретом этой системы аналитики',
  case_events_of_whom: 'укажите, чьи события: пользователя или кейс',
  camera_not_in_case: 'камеры {id} нет в этом кейсе',
  event_field_wrong: 'поле {field} не указано или задано неверно',
  event_time_far: 'время события старше суток или опережает часы сервера больше чем на 5 минут',
} as const satisfies Record<keyof typeof ANALYTICS_REFUSALS, string>;

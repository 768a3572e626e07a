import type { ANALYTICS_REFUSALS } from '../analytics.ts';

export const ANALYTICS_IN_RUSSIAN = {
  case_not_found: 'Кейс аналитики {id} не найден',
  cases_too_many: 'У пользователя может быть не больше {limit} кейсов аналитики',
  case_without_cameras: 'выберите хотя бы одну камеру',
  case_cameras_too_many: 'в кейсе может быть не больше {limit} камер',
  case_settings_too_large: 'занимают больше {limit} байт',
  case_camera_unknown: 'камера {id} пользователю не видна',
  case_camera_blocked: 'камера «{title}» заблокирована, добавить её нельзя',
  licences_too_few:
    'Не хватает лицензий аналитики уровня {level}: для добавляемых камер нужно {count}, свободно {free}. Выберите меньше камер или обратитесь к провайдеру',
  engine_not_found: 'Система аналитики {id} не найдена',
  engines_too_many: 'Систем аналитики может быть не больше {limit}',
  engine_types_wrong: 'выберите хотя бы один тип: {choices}',
  engine_off: 'Эта система аналитики выключена',
  engine_signature_wrong:
    'Ни одна подпись не подходит: подпишите строку webhook-id.webhook-timestamp.body секретом этой системы аналитики, тело – теми же байтами, что отправляете',
  case_events_of_whom: 'укажите, чьи события: пользователя или кейс',
  camera_not_in_case: 'камеры {id} нет в этом кейсе',
  event_field_wrong: 'поле {field} не указано или задано неверно',
  event_time_far: 'время события старше суток или опережает часы сервера больше чем на 5 минут',
} as const satisfies Record<keyof typeof ANALYTICS_REFUSALS, string>;

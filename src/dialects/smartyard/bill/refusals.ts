import type { DomainError } from '../../../core/errors.ts';
import type { Words } from '../../../core/refusals/index.ts';
import { inWords, type ParameterNames, TO_BILLINGS } from '../../wire/russian.ts';

/** This API's words: cameras, intercoms and locks are devices, with one uuid each. */
export const BILL_WORDS = {
  ...TO_BILLINGS,
  camera_name_taken: 'Параметр device_uuid: уже занят',
  camera_name_taken_by: 'Параметр device_uuid: уже занят устройством {id}',
  lock_uuid_taken: 'Параметр device_uuid: уже занят',
  lock_uuid_taken_by: 'Параметр device_uuid: уже занят устройством {id}',
  sip_id_taken: 'Параметр domophoneid: уже занят',
  sip_id_taken_by: 'Параметр domophoneid: уже занят устройством {cameraId}',
  monitor_id_taken: 'Параметр monitorid: уже занят',
  monitor_id_taken_by: 'Параметр monitorid: уже занят устройством {cameraId}',
  uuid_malformed: 'должен быть UUID, например 8ee703fe-5e92-4f6e-a6bb-e194a8825be4',
  lock_unknown: 'нет замка (lock) с таким device_id: {id}',
  camera_unknown: 'нет камеры или домофона с таким device_id: {id}',
  panel_address_malformed: 'должен быть адресом панели, например 192.168.1.1 или http://192.168.1.1:8080',
  exists_already: 'такая запись уже есть: её создали в этот же момент',
  camera_limit: 'достигнуто ограничение на количество камер',
  camera_limit_of_import: 'достигнуто ограничение на количество камер',
  source_scheme_unknown: 'должен быть URL вида {schemes}',
  address_refused: 'адрес недоступен по правилам сети (EGRESS_ALLOW)',
  host_refused: 'адрес недоступен по правилам сети (EGRESS_ALLOW)',
  address_outside: 'адрес вне сетей организации',
  host_outside: 'адрес вне сетей организации',
  text_too_long: 'не длиннее {limit} символов',
  text_empty: 'не должен быть пустым',
  text_has_nul: 'недопустимый символ',
  body_too_deep: 'слишком глубокая вложенность',
  value_unstorable: 'значение вне допустимых пределов',
  too_many_wrong_passwords: 'Слишком много неверных паролей, повторите позже',
  service_administrator_off: 'Администратор отключен',
} as const satisfies Words;

/** The core's refusal in this dialect's words. */
export const inRussian = (error: DomainError, names: ParameterNames): string => inWords(BILL_WORDS, error, names);

import type { DomainError } from '../../core/errors.ts';
import type { Words } from '../../core/refusals/index.ts';
import { inWords, type ParameterNames, TO_BILLINGS } from '../wire/russian.ts';

/** Why a camera could not be seen when it was added or got another source. */
const unanswered = (why: string): string =>
  `Камера недоступна (${why}): проверьте адрес, порт, логин, пароль и путь или передайте SkipCameraCheck=1`;

/** This API's words: an organization is an account, a preset and a plan are a tariff. */
export const FORPOST_WORDS = {
  ...TO_BILLINGS,
  organization_not_found: 'Аккаунт {id} не найден',
  organization_unknown: 'аккаунт {id} не найден',
  default_organization_stays: 'Аккаунт по умолчанию удалить нельзя',
  organization_not_empty:
    'В аккаунте {id} есть камеры ({cameras}), замки ({locks}) и пользователи ({users}): сначала перенесите их',
  owner_cannot_leave: 'владелец не может выйти из аккаунта: сначала смените владельца',
  owner_stays: 'Пользователь {id} — владелец аккаунта {organizationId}: сначала смените владельца',
  member_not_found: 'Пользователь {userId} не состоит в аккаунте {organizationId}',
  member_missing: 'пользователь {userId} не состоит в аккаунте {organizationId}: сначала добавьте его',
  user_without_organization: 'пользователь {id} не состоит ни в одном аккаунте',
  subscriber_elsewhere: 'абонент {id} не состоит в этом аккаунте',
  login_taken: 'Параметр Login: логин уже занят',
  login_taken_by_user: 'Параметр Login: логин уже занят',
  login_taken_by_service_administrator: 'Параметр Login: логин уже занят',
  uid_taken_by: 'Внешний uid {uid} уже занят аккаунтом {id}',
  contract_number_taken: 'Параметр ContractNumber: номер счета уже занят',
  contract_number_taken_by: 'Параметр ContractNumber: номер счета уже занят аккаунтом {id}',
  camera_limit: 'Достигнуто ограничение на количество камер.',
  camera_limit_of_import: 'Достигнуто ограничение на количество камер.',
  user_limit: 'Достигнуто ограничение на количество пользователей.',
  site_unknown: 'объект {id} не найден в аккаунте',
  folder_unknown_in_organization: 'группа {id} не найдена в аккаунте',
  folder_elsewhere: 'группа {id} не относится к аккаунту {organizationId}',
  folder_of_other_organization: 'принадлежит другому аккаунту',
  folder_is_organizations_own: 'группа принадлежит самому аккаунту',
  camera_of_other_organization: 'принадлежит другому аккаунту',
  address_outside: 'адрес вне сети аккаунта (NetworkIP, NetworkMask)',
  host_outside: 'адрес вне сети аккаунта (NetworkIP, NetworkMask)',
  address_refused: 'адрес недоступен по правилам сети',
  host_refused: 'адрес недоступен по правилам сети',
  device_right_not_found: 'У аккаунта {organizationId} нет прав на устройство {deviceId}',
  plan_not_allowed: 'Тариф недоступен аккаунту',
  payment_entered: 'Платеж с таким ExtPaymentID уже проведен на другую сумму или другой аккаунт',
  preset_not_found: 'Тариф {id} не найден',
  preset_unknown: 'тариф {id} не найден',
  preset_not_linked: 'тариф {id} недоступен аккаунту',
  preset_link_not_found: 'Тариф {presetId} недоступен аккаунту {organizationId}',
  preset_not_adjustable: 'Тариф не позволяет изменить на камере: {fields}',
  text_too_long: 'не длиннее {limit} символов',
  text_empty: 'не должен быть пустым',
  text_has_nul: 'недопустимый символ',
  right_missing: 'Нет прав на просмотр этой камеры',
  too_many_wrong_passwords: 'Слишком много неверных паролей, повторите позже',
  service_administrator_one_user: 'Администратор действует только от имени одного пользователя',
  service_administrator_off: 'Администратор отключен',
  service_administrator_method: 'Администратору запрещен метод {method}',
  service_administrator_address: 'Вызов с этого адреса запрещен',
  source_has_backslash: 'содержит обратную косую черту: запишите ее как %5C',
  camera_probe_unreachable: unanswered('нет связи'),
  camera_probe_timeout: unanswered('не отвечает'),
  camera_probe_wrong_credentials: unanswered('неверный логин или пароль'),
  camera_probe_not_found: unanswered('нет такого пути'),
  camera_probe_no_stream: unanswered('нет видео'),
  camera_probe_not_allowed: unanswered('адрес недоступен по правилам сети'),
  synchronize_without_address: 'у камеры нет адреса, по которому ее можно настроить',
  synchronize_not_here: 'Камера не синхронизирована: сервер не настраивает камеры',
  payment_too_large: 'слишком большая сумма',
} as const satisfies Words;

/** The core's refusal in this dialect's words. */
export const inRussian = (error: DomainError, names: ParameterNames): string => inWords(FORPOST_WORDS, error, names);

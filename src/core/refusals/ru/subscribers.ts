import type { SUBSCRIBERS_REFUSALS } from '../subscribers.ts';

export const SUBSCRIBERS_IN_RUSSIAN = {
  subscriber_not_found: 'Абонент с логином {login} не найден',
  subscriber_of_billing_not_found: 'Абонент с номером {id} в биллинге не найден',
  billing_id_taken: 'Номер {id} в биллинге уже занят абонентом {login}',
  subscriber_type_reserved: 'тип {type} зарезервирован',
  subscriber_without_contract: 'У абонента {login} нет собственного договора',
  permission_unsettable: 'права {name} нет среди тех, что можно задать',
  code_of_several: 'по коду {code} найдено несколько: укажите номер одного',
  group_code_unknown: 'группа с кодом {code} не найдена',
  preset_title_unknown: 'пресет «{title}» не найден',
  intercom_unknown: 'домофон {id} не найден',
  external_id_taken: 'Внешний номер {externalId} уже занят камерой {id}',
  camera_of_other_device: 'Камера {id} — это устройство {mac}: укажите, что оно заменяется',
  low_stream_not_recorded: 'второй поток не записывается: включите запись первого',
  pause_scope_unknown: 'приостановка вида {scope} не поддерживается: укажите full',
} as const satisfies Record<keyof typeof SUBSCRIBERS_REFUSALS, string>;

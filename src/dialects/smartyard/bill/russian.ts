import type { DomainError } from '../../../core/errors.ts';

/** Parameter names by the core's field names. */
export type ParameterNames = Readonly<Record<string, string>>;

/** A refusal that is already in the dialect's words begins so; the core's may hold values in Cyrillic. */
const CYRILLIC = /^[а-яё]/i;

/** The core's refusal in this dialect's language; it names the parameter where the core names a field. */
export function inRussian(error: DomainError, names: ParameterNames): string {
  if (CYRILLIC.test(error.message)) return error.message;
  const [field, why] = Object.entries(error.details.fields ?? {})[0] ?? [];
  if (field !== undefined) return `Параметр ${names[field] ?? field}: ${translated(why ?? '')}`;
  return translated(error.message);
}

const WORDS: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^The (?:name|uuid) .* is taken by \w+ (\d+)/, 'Параметр device_uuid: уже занят устройством $1'],
  [/^The (?:name|uuid) .* is taken/, 'Параметр device_uuid: уже занят'],
  [/^The SIP id \S+ is taken by \D*(\d+)/, 'Параметр domophoneid: уже занят устройством $1'],
  [/^The SIP id/, 'Параметр domophoneid: уже занят'],
  [/^The monitor id \S+ is taken by \D*(\d+)/, 'Параметр monitorid: уже занят устройством $1'],
  [/^The monitor id/, 'Параметр monitorid: уже занят'],
  [/^give a UUID/, 'должен быть UUID, например 8ee703fe-5e92-4f6e-a6bb-e194a8825be4'],
  [/^there is no lock (\d+)/, 'нет замка (lock) с таким device_id: $1'],
  [/^there is no camera (\d+)/, 'нет камеры или домофона с таким device_id: $1'],
  [/^give a host, host:port/, 'должен быть адресом панели, например 192.168.1.1 или http://192.168.1.1:8080'],
  [/^give the digits 0 to 9/, 'должен состоять из цифр 0-9, букв A-D, * и #'],
  [/hexadecimal digits/, 'должен состоять из 1-30 шестнадцатеричных цифр, например 00000075bcd01a'],
  [/is taken/, 'значение уже занято'],
  [/^It exists already/, 'такая запись уже есть: её создали в этот же момент'],
  [/may have \d+ cameras \(camera_limit\)/, 'достигнуто ограничение на количество камер'],
  [/^give a URL with one of the schemes (.*)/, 'должен быть URL вида $1'],
  [/names no host/, 'в URL не указан адрес'],
  [/may not be reached from here/, 'адрес недоступен по правилам сети (EGRESS_ALLOW)'],
  [/is outside the organization's networks/, 'адрес вне сетей организации'],
  [/give the credentials: \*\*\*/, 'укажите логин и пароль вместо ***'],
  [/characters, (\d+) are allowed/, 'не длиннее $1 символов'],
  [/^at most (\d+)/, 'не больше $1'],
  [/may not be empty/, 'не должен быть пустым'],
  [/^give a number from (\S+) to (\S+)/, 'должен быть числом от $1 до $2'],
  [/whole number/, 'должен быть целым числом'],
  [/number/, 'должен быть числом'],
  [/NUL character/, 'недопустимый символ'],
  [/nested deeper/, 'слишком глубокая вложенность'],
  [/out of range|cannot be stored/, 'значение вне допустимых пределов'],
  [/^Two changes met/, 'Одновременное изменение, повторите запрос'],
  [/^Too many wrong passwords/, 'Слишком много неверных паролей, повторите позже'],
  [/^Too many/, 'Слишком много запросов, повторите позже'],
  [/switched off/, 'Администратор отключен'],
  [/may not call from here/, 'Вызов с этого адреса запрещён администратору'],
  [/^This administrator may not call (\S+)/, 'Администратору запрещён метод $1'],
  [/This Idempotency-Key was used/, 'Этот Idempotency-Key уже использован для другого запроса'],
  [/Idempotency-Key is under way/, 'Запрос с этим Idempotency-Key уже выполняется, повторите'],
  [/^Idempotency-Key/, 'Idempotency-Key: не длиннее 255 символов'],
  [/read-only/i, 'Доступ только для чтения'],
  [/^Only |^You may not |only an administrator/, 'Нет прав на это действие'],
  [/ not found$/, 'не найдено'],
];

function translated(message: string): string {
  for (const [pattern, text] of WORDS) {
    const found = pattern.exec(message);
    if (found) return text.replace(/\$(\d)/g, (_, index) => found[Number(index)] ?? '');
  }
  return `недопустимое значение (${message})`;
}

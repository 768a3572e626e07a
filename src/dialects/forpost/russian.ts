import type { DomainError } from '../../core/errors.ts';

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

type Words = readonly [pattern: RegExp, text: string];

const THINGS: Readonly<Record<string, string>> = {
  organization: 'Аккаунт',
  camera: 'Камера',
  user: 'Пользователь',
  site: 'Объект',
  folder: 'Группа',
  preset: 'Тариф',
  plan: 'Тариф',
  ticket: 'Тикет',
  streamer: 'Стример',
  cluster: 'Кластер',
};
const FEMININE = new Set(['camera', 'folder']);

const WORDS: readonly Words[] = [
  [/may have \d+ cameras \(camera_limit\)/, 'Достигнуто ограничение на количество камер.'],
  [/may have \d+ users \(user_limit\)/, 'Достигнуто ограничение на количество пользователей.'],
  [/^The login .* is taken/i, 'Параметр Login: логин уже занят'],
  [
    /^The contract number .* is taken by organization (\d+)/,
    'Параметр ContractNumber: номер счета уже занят аккаунтом $1',
  ],
  [/^The contract number .* is taken/, 'Параметр ContractNumber: номер счета уже занят'],
  [/is taken/, 'Значение уже занято'],
  [/^Payment .* is entered already/, 'Платеж с таким ExtPaymentID уже проведен на другую сумму или другой аккаунт'],
  [/is not among the plans/, 'Тариф недоступен аккаунту'],
  [/^there is no plan (\d+)/, 'тариф $1 не найден'],
  [/^plan (\d+) is archived/, 'тариф $1 в архиве'],
  [/^The camera was not synchronized: no connection/, 'Камера не синхронизирована: нет связи с камерой'],
  [/^The camera was not synchronized: no answer in time/, 'Камера не синхронизирована: камера не отвечает'],
  [/^The camera was not synchronized: wrong login/, 'Камера не синхронизирована: неверный логин или пароль'],
  [/^The camera was not synchronized: its address/, 'Камера не синхронизирована: адрес недоступен по правилам сети'],
  [/^The camera was not synchronized: it does not speak/, 'Камера не синхронизирована: камера не отвечает по ONVIF'],
  [
    /^The camera was not synchronized: it refuses the settings(.*)/,
    'Камера не синхронизирована: камера не принимает настройки$1',
  ],
  [/^The camera was not synchronized/, 'Камера не синхронизирована: сервер не настраивает камеры'],
  [/without an address cannot be synchronized/, 'у камеры нет адреса, по которому ее можно настроить'],
  [/may not be empty/, 'не должен быть пустым'],
  [/characters, (\d+) are allowed/, 'не длиннее $1 символов'],
  [/^at most (\d+) characters/, 'не длиннее $1 символов'],
  [/^at least (\d+) characters?/, 'не короче $1 символов'],
  [/belongs to another organization/, 'принадлежит другому аккаунту'],
  [/is the organization's own$/, 'группа принадлежит самому аккаунту'],
  [/^there is no user/, 'пользователь не найден'],
  [/^there is no site (\d+) in organization/, 'объект $1 не найден в аккаунте'],
  [/^there is no cluster (\d+)/, 'кластер $1 не найден'],
  [/^there is no organization (\d+)/, 'аккаунт $1 не найден'],
  [/^there is no camera model (\d+)/, 'модель $1 не найдена'],
  [/^cluster (\d+) has no streamers/, 'в кластере $1 нет стримеров'],
  [/^Site (\d+) has cameras/, 'К объекту $1 привязаны камеры: сначала перенесите их'],
  [/^the path of this model is not known/, 'путь для этой модели не известен, укажите его'],
  [/^give an address or a host name/, 'должен быть IP-адресом или доменным именем'],
  [/^write it like 00:1a/, 'должен быть MAC-адресом, например 00:1a:2b:3c:4d:5e'],
  [/^give a number from (\d+) to (\d+)/, 'должен быть числом от $1 до $2'],
  [/^there is no /, 'значение не найдено'],
  [/^give a number from (\S+) to (\S+)/, 'должен быть числом от $1 до $2'],
  [/whole number/, 'должен быть целым числом'],
  [/number/, 'должен быть числом'],
  [/^at most (\d+)/, 'не больше $1'],
  [/NUL character/, 'недопустимый символ'],
  [/^The user is disabled: blocked by /, 'Пользователь заблокирован'],
  [/^The user is disabled: (.*)$/, 'Пользователь заблокирован: $1'],
  [/acts for one user alone/, 'Администратор действует только от имени одного пользователя'],
  [/read-only/i, 'Доступ только для чтения'],
  [/is not paid/, 'Услуга не оплачена'],
  [/^Two changes met/, 'Одновременное изменение, повторите запрос'],
  [/^Too many wrong passwords/, 'Слишком много неверных паролей, повторите позже'],
  [/^Too many/, 'Слишком много запросов, повторите позже'],
  [/is no whole form/, 'форма передана не полностью'],
  [/is outside the organization's networks/, 'адрес вне сети аккаунта (NetworkIP, NetworkMask)'],
  [/network|address/i, 'адрес недоступен по правилам сети'],
  [/switched off/, 'Администратор отключен'],
  [/may not call from here/, 'Вызов с этого адреса запрещен'],
  [/camera goes to another place/, 'укажите его: камера переносится на другой адрес'],
  [/^a payment has \d+ minor units at the most/, 'слишком большая сумма'],
  [/^User (\d+) owns organization (\d+)/, 'Пользователь $1 — владелец аккаунта $2: сначала смените владельца'],
  [/^This is the last administrator/, 'Это последний администратор, который может войти'],
  [/^You cannot delete yourself/, 'Нельзя удалить самого себя'],
  [/^Only |only an administrator may|^You may not /, 'Нет прав на это действие'],
  [/This Idempotency-Key was used/, 'Этот Idempotency-Key уже использован для другого запроса'],
  [/Idempotency-Key is under way/, 'Запрос с этим Idempotency-Key уже выполняется, повторите'],
  [/^No right for this/, 'Нет прав на просмотр этой камеры'],
  [/acts for one user alone/, 'Администратор действует только от имени своего пользователя'],
  [/^This administrator may not call (\w+)/, 'Администратору запрещен метод $1'],
];

function translated(message: string): string {
  const missing = /^(\w+)(?: (\S+))? not found$/i.exec(message);
  if (missing) return notFoundText(missing[1] ?? '', missing[2]);
  for (const [pattern, text] of WORDS) {
    const found = pattern.exec(message);
    if (found) return text.replace(/\$(\d)/g, (_, index) => found[Number(index)] ?? '');
  }
  return `недопустимое значение (${message})`;
}

function notFoundText(thing: string, id: string | undefined): string {
  const word = THINGS[thing.toLowerCase()] ?? thing;
  const verb = FEMININE.has(thing.toLowerCase()) ? 'не найдена' : 'не найден';
  return [word, id, verb].filter((part) => part !== undefined).join(' ');
}

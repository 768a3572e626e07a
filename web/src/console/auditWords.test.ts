import i18next from 'i18next';
import { expect, test } from 'vitest';
import words from '../locales/ru/console.json' with { type: 'json' };
import { actorWords, fieldWords, valueWords, wayWords } from './auditWords.ts';

const russian = i18next.createInstance();
await russian.init({
  lng: 'ru',
  resources: { ru: { console: words } },
  defaultNS: 'console',
  interpolation: { escapeValue: false },
});
const t = russian.getFixedT('ru', 'console') as never;
const said = (field: string, value: unknown) => `${fieldWords(t, field)}: ${valueWords(t, 'ru', field, value)}`;

test('the billing and the product itself are told in Russian, people by their login', () => {
  expect(actorWords(t, 'domain_1_via_apikey', 'client')).toBe('Биллинг (ключ API)');
  expect(actorWords(t, 'system', 'system')).toBe('Сам сервис');
  expect(actorWords(t, 'anna', 'user')).toBe('anna');
  expect([wayWords(t, 'api'), wayWords(t, 'some-other')]).toEqual(['Страницы и API', 'some-other']);
});

test('fields and values are told in Russian', () => {
  expect(said('notifyOutages', false)).toBe('Письма о недоступности: нет');
  expect(said('enabled', true)).toBe('Работает: да');
  expect(said('archiveSeconds', 43_200)).toBe('Архив, дней: 0,5');
  expect(said('recordMode', 'motion')).toBe('Запись: по движению');
  expect(said('password', '*** (new, by mail)')).toBe('Пароль: *** (новое значение, по ссылке из письма)');
  expect(said('streamUrl', 'rtsp://***@10.0.0.1/1 (new credentials)')).toBe(
    'Источник видео: rtsp://***@10.0.0.1/1 (новые логин или пароль)',
  );
  expect(said('block.billing', 'Не оплачено')).toBe('Блокировка (биллинг): Не оплачено');
  expect(said('block.connector', 'unpaid')).toBe('Блокировка (ответ биллинга): не оплачено');
  expect(said('connection.httpPort', 80)).toBe('Подключение: Порт HTTP: 80');
  expect(said('rights.7', ['view', 'ptz'])).toMatch(/^Права пользователя 7: .+, .+$/);
  expect(said('device.9.suspended', 'off')).toBe('Устройство 9: не обслуживается: не заказано');
  expect(said('price.2026-01-01', '99 RUB')).toBe('Цена с 2026-01-01: 99 RUB');
  expect(said('taxRate.2026-01-01', '22%')).toBe('Налог с 2026-01-01: 22%');
  expect(said('case.Двор.cameras', '1, 2')).toBe('Кейс аналитики: Двор: Камеры: 1, 2');
  expect(said('case.Двор. Ночь', 'motion')).toBe('Кейс аналитики: Двор. Ночь: Движение');
  expect(said('requisites.taxId', '7707083893')).toBe('Реквизиты: ИНН: 7707083893');
});

test("what a dialect keeps besides, and what is not known, stays as it is; words of people are nobody's vocabulary", () => {
  expect(said('extra.device_type', 'off')).toBe('device_type: off');
  expect(said('galaxy', { a: 1 })).toBe('galaxy: {"a":1}');
  expect(said('title', 'always')).toBe('Название: always');
  expect(said('title', 'The yard (old)')).toBe('Название: The yard (old)');
  expect(said('title', null)).toBe('Название: ');
});

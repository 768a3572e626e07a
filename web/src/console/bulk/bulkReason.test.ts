import i18next from 'i18next';
import { expect, test } from 'vitest';
import { Problem } from '../../api/problems/problem.ts';
import app from '../../locales/ru/app.json' with { type: 'json' };
import words from '../../locales/ru/console.json' with { type: 'json' };
import { bulkReason } from './bulkReason.ts';

const i18n = i18next.createInstance();
await i18n.init({ lng: 'ru', resources: { ru: { console: words, app } } });
const refused = (code: string, fields: Record<string, string> = {}) =>
  new Problem(code, 'as the server says', 0, { fields });
const said = (kind: 'cameras' | 'users', problem: Problem, action = 'block') =>
  bulkReason(i18n.getFixedT('ru', 'console'), i18n.getFixedT('ru', 'app'), { kind, action }, problem);

test('refusals are told in the language of the page, without ids', () => {
  expect(said('cameras', refused('invalid', { presetId: 'preset 5 is not available in organization 7' }))).toBe(
    'Её организации этот пресет недоступен.',
  );
  expect(said('cameras', refused('limit'))).toBe('Лимит камер организации исчерпан.');
  expect(said('users', refused('invalid', { userId: 'user 3 is not in organization 7' }))).toBe(
    'Не участник организации.',
  );
  expect(said('users', refused('conflict'))).toBe('Последний администратор, который может войти, остаётся.');
  expect(said('users', refused('conflict'), 'change')).toBe('Владелец организации: сначала смените владельца.');
  expect(said('cameras', refused('not_found'))).toBe('Этого здесь нет: возможно, удалено.');
});

test('what no words are known for is told in those of the server', () => {
  expect(said('cameras', refused('forbidden'))).toBe('as the server says');
  expect(said('cameras', refused('invalid', { title: 'x' }))).toBe('as the server says');
});

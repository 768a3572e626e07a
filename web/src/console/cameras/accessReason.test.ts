import i18next from 'i18next';
import { expect, test } from 'vitest';
import words from '../../locales/ru/console.json' with { type: 'json' };
import { accessReason } from './accessReason.ts';

const russian = i18next.createInstance();
await russian.init({
  lng: 'ru',
  resources: { ru: { console: words } },
  defaultNS: 'console',
  interpolation: { escapeValue: false },
});
const say = (reason: Parameters<typeof accessReason>[1]) =>
  accessReason(russian.getFixedT('ru', 'console') as never, reason);
const text = 'as the server says it';

test('why somebody may or may not is said in Russian', () => {
  expect(say({ kind: 'administrator', text })).toBe('видит все камеры');
  expect(say({ kind: 'owner', text, objectKind: 'organization', objectId: 3 })).toBe('организация 3');
  expect(say({ kind: 'preset', text, archiveDays: 21 })).toBe('архив 21 день');
  expect(say({ kind: 'preset', text, archiveDays: 0.5 })).toBe('архив 0.5 дня');
  expect(say({ kind: 'preset', text, archiveDays: 0 })).toBe('запись не ведётся');
  expect(say({ kind: 'sub_user', text, login: 'anna' })).toBe('не больше, чем у anna');
  const grant = { kind: 'grant', text, objectKind: 'folder', objectId: 12, source: 'folder' } as const;
  expect(say(grant)).toBe('папка 12 (выдан на папку)');
  expect(say({ ...grant, source: 'tariff-7', viaOrganizationId: 3 })).toBe('папка 12, через организацию 3 (tariff-7)');
  const named = { ...grant, title: 'Двор', viaOrganizationId: 3, viaTitle: 'Мельничная, 3' };
  expect(say({ ...grant, title: 'Двор' })).toBe('папка «Двор» (выдан на папку)');
  expect(say({ ...named, source: 'share' })).toBe(
    'папка «Двор», через организацию «Мельничная, 3» (доступ другой организации)',
  );
  expect(say({ kind: 'owner', text, objectKind: 'organization', objectId: 3, title: 'Мельничная, 3' })).toBe(
    'организация «Мельничная, 3»',
  );
  const block = { kind: 'block', text, on: 'user', source: 'billing' } as const;
  expect(say({ ...block, reason: '' })).toBe('пользователь (биллинг)');
  expect(say({ ...block, reason: 'не оплачено & забыто' })).toBe('пользователь (биллинг): не оплачено & забыто');
});

test('what is not known is said as the server says it', () => {
  expect(say({ kind: 'grant', text, objectKind: 'galaxy', objectId: 1, source: 'folder' })).toBe(text);
  expect(say({ kind: 'block', text })).toBe(text);
  expect(say({ kind: 'owner', text })).toBe(text);
});

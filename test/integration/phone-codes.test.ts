import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeSettings } from '../../src/core/domains/settings.ts';
import { setPushToken } from '../../src/core/phones/push.ts';
import { actorBySession, closeSession } from '../../src/core/sessions/sessions.ts';
import { checkPassword } from '../../src/core/sessions/sign-in.ts';
import { changeUser, createUser, userById } from '../../src/core/users/operations.ts';
import { tidy } from '../../src/jobs/housekeeping.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { endOf, notCode, Phones } from '../support/phones.ts';

let app: TestApp;
let phones: Phones;
let last = 1_000_000;
/** A number that nobody had before. */
const number = () => `8910${++last}`;

beforeAll(async () => {
  app = await testApp();
  phones = await Phones.of(app);
});
afterAll(async () => await app.close());
beforeEach(() => phones.nextDay());

const usersOf = (phone: string) => app.core.sql`select * from app_user where sign_in_phone = ${phone}`;

describe('a code', () => {
  test('makes a telephone a user, and the next one finds that user again', async () => {
    const phone = number();
    const first = await phones.signIn(`+7 (${phone.slice(1, 4)}) ${phone.slice(4)}`);
    expect(first.user).toMatchObject({ login: phone, administrator: false });
    expect(await actorBySession(app.core, first.sessionId, app.system.trace)).toMatchObject({ id: first.userId });
    expect(await userById(app.core, app.system, first.userId)).toMatchObject({
      signInPhone: phone,
      kind: 'subscriber',
      hasPassword: false,
      homeOrganizationId: null,
      organizations: [],
      mayChangePassword: false,
    });
    phones.later(60);
    const second = await phones.signIn(phone);
    expect(second.userId).toBe(first.userId);
    expect(second.sessionId).not.toBe(first.sessionId);
    // Another device: the first one stays signed in.
    expect(await actorBySession(app.core, first.sessionId, app.system.trace)).toBeDefined();
  });

  test('works once', async () => {
    const phone = number();
    const code = await phones.code(phone);
    await phones.confirm(phone, code);
    expect(await endOf(phones.confirm(phone, code))).toBe('gone');
  });

  test('that two send at once signs one of them in, and makes one user', async () => {
    const phone = number();
    const code = await phones.code(phone);
    const ends = await Promise.all([1, 2, 3, 4].map(() => endOf(phones.confirm(phone, code))));
    expect(ends.sort()).toEqual(['done', 'gone', 'gone', 'gone']);
    expect(await usersOf(phone)).toHaveLength(1);
  });

  test('is over after a minute, and then another may be asked for', async () => {
    const phone = number();
    const code = await phones.code(phone);
    phones.later(59);
    expect(await endOf(phones.confirm(phone, notCode(code)))).toBe('forbidden');
    await expect(phones.ask(phone)).rejects.toMatchObject({ kind: 'too_many', details: { retryAfterSeconds: 1 } });
    phones.later(1);
    expect(await endOf(phones.confirm(phone, code))).toBe('gone');
    const next = await phones.code(phone);
    expect(await endOf(phones.confirm(phone, next))).toBe('done');
  });

  test('takes five tries, told one by one, and not the right one after them', async () => {
    const phone = number();
    const code = await phones.code(phone);
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      await expect(phones.confirm(phone, notCode(code))).rejects.toMatchObject({
        kind: 'forbidden',
        details: { attemptsLeft },
      });
    expect(await endOf(phones.confirm(phone, code))).toBe('gone');
    expect(await usersOf(phone)).toHaveLength(0);
  });

  test('guessed at by twenty at once takes five of them', async () => {
    const phone = number();
    const code = await phones.code(phone);
    const guesses = Array.from({ length: 20 }, (_, i) => endOf(phones.confirm(phone, notCode(code, i + 1))));
    const ends = await Promise.all(guesses);
    expect(ends.filter((end) => end === 'forbidden')).toHaveLength(5);
    expect(ends.filter((end) => end === 'gone')).toHaveLength(15);
    expect(await endOf(phones.confirm(phone, code))).toBe('gone');
  });

  test('of one telephone or domain is none of another', async () => {
    const [mine, other] = [number(), number()];
    const code = await phones.code(mine);
    const { sql } = app.core;
    await sql`
      insert into phone_code select domain_id, ${other}, code_hash, sent_at, expires_at, 0 from phone_code where phone = ${mine}`;
    expect(await endOf(phones.confirm(other, code))).toBe('forbidden');
    const [domain] = await sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
    await sql`update phone_code set domain_id = ${domain?.id ?? 0} where phone = ${mine}`;
    expect(await endOf(phones.confirm(mine, code))).toBe('gone');
  });

  test('that was never asked for is over, and what is no number or code is said to be none', async () => {
    expect(await endOf(phones.confirm(number(), '1234'))).toBe('gone');
    await expect(phones.confirm(number(), '12345')).rejects.toMatchObject({
      fields: { code: { reason: 'code_malformed' } },
    });
    await expect(phones.ask('112')).rejects.toMatchObject({ fields: { phone: { reason: 'phone_malformed' } } });
  });

  test('is asked for in vain while there is no gateway, whoever asks', async () => {
    await changeSettings(app.core, app.system, { smsUri: null });
    expect(await endOf(phones.ask(number()))).toBe('unavailable');
    await changeSettings(app.core, app.system, { smsUri: 'fake://sms' });
  });

  test("speaks the user's language, else the provider's", async () => {
    const phone = number();
    const { userId } = await phones.signIn(phone);
    expect(phones.sent.at(-1)?.text).toMatch(/^Код: \d{4}\./);
    await changeUser(app.core, app.system, userId, { locale: 'en' });
    phones.later(60);
    await phones.code(phone);
    expect(phones.sent.at(-1)?.text).toMatch(/^Code: \d{4}\./);
  });
});

describe('limits', () => {
  const places = (n: number) => `198.51.100.${n}`;

  test('five codes an hour for one telephone, wherever they are asked for', async () => {
    const phone = number();
    for (let i = 0; i < 5; i++) {
      await phones.ask(phone, places(i));
      phones.later(60);
    }
    await expect(phones.ask(phone, places(9))).rejects.toMatchObject({
      kind: 'too_many',
      details: { retryAfterSeconds: 3300 },
    });
    phones.later(3300);
    expect(await endOf(phones.ask(phone, places(9)))).toBe('done');
  });

  test('twenty codes a day for one telephone: nobody is woken by more', async () => {
    const phone = number();
    for (let hour = 0; hour < 4; hour++) {
      for (let i = 0; i < 5; i++) {
        phones.later(60);
        await phones.ask(phone, places(hour * 5 + i));
      }
      phones.later(3600);
    }
    await expect(phones.ask(phone, places(99))).rejects.toMatchObject({ kind: 'too_many' });
    phones.later(20 * 3600);
    expect(await endOf(phones.ask(phone, places(99)))).toBe('done');
  });

  test('asked for twice at once a telephone gets one code', async () => {
    const phone = number();
    const ends = await Promise.all([1, 2, 3].map((n) => endOf(phones.ask(phone, places(n)))));
    expect(ends.sort()).toEqual(['done', 'too_many', 'too_many']);
  });

  test('twenty codes an hour from one address, though forty are asked for at once', async () => {
    const ends = await Promise.all(Array.from({ length: 40 }, () => endOf(phones.ask(number(), '203.0.113.5'))));
    expect(ends.filter((end) => end === 'done')).toHaveLength(20);
    expect(await endOf(phones.ask(number(), '203.0.113.6'))).toBe('done');
  });

  test('all addresses of an IPv6 network count as one', async () => {
    for (let i = 0; i < 20; i++) await phones.ask(number(), `2001:db8:0:7::${i + 1}`);
    expect(await endOf(phones.ask(number(), '2001:db8:0:7:ffff::1'))).toBe('too_many');
    expect(await endOf(phones.ask(number(), '2001:db8:0:8::1'))).toBe('done');
  });

  test('a ceiling of them all, which the log tells of', async () => {
    const few = await Phones.of(app, { codesPerHour: 3 });
    few.nextDay();
    for (let i = 0; i < 3; i++) await few.ask(number(), places(i));
    expect(await endOf(few.ask(number(), places(9)))).toBe('too_many');
    expect(few.logged.join()).toContain('SMS_CODES_PER_HOUR');
  });

  test('25 wrong codes a day for one telephone, code after code; its own people at home are not held up', async () => {
    const phone = number();
    const home = '203.0.113.77';
    await phones.signIn(phone, home);
    for (let n = 0; n < 5; n++) {
      phones.later(3600);
      const code = await phones.code(phone, places(n));
      for (let i = 0; i < 5; i++)
        expect(await endOf(phones.confirm(phone, notCode(code), places(n)))).toBe('forbidden');
    }
    phones.later(3600);
    await expect(phones.ask(phone, places(99))).rejects.toMatchObject({ kind: 'too_many' });
    const code = await phones.code(phone, home);
    await expect(phones.confirm(phone, code, places(99))).rejects.toMatchObject({ kind: 'too_many' });
    expect(await endOf(phones.confirm(phone, code, home))).toBe('done');
    phones.later(86_400);
    expect(await endOf(phones.ask(phone, places(99)))).toBe('done');
  });

  test('50 wrong codes a day for one telephone at the most, at home too', async () => {
    const phone = number();
    const homes = [places(61), places(62), places(63)];
    for (const home of homes) {
      await phones.signIn(phone, home);
      phones.later(60);
    }
    for (const home of homes.slice(0, 2))
      for (let n = 0; n < 5; n++) {
        phones.later(3600);
        const code = await phones.code(phone, home);
        for (let i = 0; i < 5; i++) expect(await endOf(phones.confirm(phone, notCode(code), home))).toBe('forbidden');
      }
    phones.later(3600);
    expect(await endOf(phones.ask(phone, homes[2]))).toBe('too_many');
  });

  test('50 wrong codes an hour from one address, telephone after telephone', async () => {
    const from = '203.0.113.99';
    for (let n = 0; n < 10; n++) {
      const phone = number();
      const code = await phones.code(phone, places(n));
      for (let i = 0; i < 5; i++) expect(await endOf(phones.confirm(phone, notCode(code), from))).toBe('forbidden');
    }
    const phone = number();
    const code = await phones.code(phone, places(50));
    expect(await endOf(phones.confirm(phone, code, from))).toBe('too_many');
    expect(await endOf(phones.confirm(phone, code, places(50)))).toBe('done');
  });
});

describe('a user of a telephone', () => {
  test('who is blocked is refused with the reason, and gets no session', async () => {
    const phone = number();
    const { userId } = await phones.signIn(phone);
    await app.core.sql`
      insert into block (subject_kind, subject_id, source, reason) values ('user', ${userId}, 'administrator', 'fraud')`;
    const before = await app.core.sql`select from session where user_id = ${userId}`;
    phones.later(60);
    await expect(phones.signIn(phone)).rejects.toMatchObject({
      kind: 'forbidden',
      details: { block: { on: 'user', reason: 'fraud' } },
    });
    expect(await app.core.sql`select from session where user_id = ${userId}`).toHaveLength(before.length);
  });

  test('whose digits are a login already gets another, and not that account', async () => {
    const phone = number();
    const squatter = await createUser(app.core, app.system, { login: phone, password: 'pw' });
    const { userId, user } = await phones.signIn(phone);
    expect(userId).not.toBe(squatter.id);
    expect(user.login).toBe(`${phone}-2`);
  });

  test('has no password and sets none; one that an administrator gives works', async () => {
    const phone = number();
    const { userId, user } = await phones.signIn(phone);
    const { trace } = app.system;
    await app.core.feed.settled();
    await expect(changeUser(app.core, user, userId, { password: 'mine' })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await endOf(checkPassword(app.core, 1, phone, '', trace))).toBe('unauthenticated');
    await changeUser(app.core, app.system, userId, { password: 'given' });
    expect(await checkPassword(app.core, 1, phone, 'given', trace)).toMatchObject({ id: userId });
    await app.core.feed.settled();
    await changeUser(app.core, user, userId, { name: 'Anna' });
    const sent = { ...user, signInPhone: '89990000000' };
    await changeUser(app.core, user, userId, { name: sent.login });
    expect(await userById(app.core, app.system, userId)).toMatchObject({ signInPhone: phone });
  });
});

test('neither a code nor a whole number is in the log, the audit or the events', async () => {
  const phone = number();
  const code = await phones.code(phone);
  await endOf(phones.confirm(phone, notCode(code)));
  const { userId } = await phones.confirm(phone, code);
  const { sql } = app.core;
  const rows = await sql<{ action: string; changes: unknown; address: string }[]>`
    select action, changes, address from audit_change where object_kind = 'user' and object_id = ${userId} order by id`;
  expect(rows).toMatchObject([
    { action: 'create', changes: { signInPhone: [null, `${phone.slice(0, 4)}***${phone.slice(-2)}`] } },
    { action: 'sign_in', changes: { by: [null, 'code by telephone'] }, address: '192.0.2.1' },
  ]);
  const told = JSON.stringify([rows, await sql`select * from billing_event`, phones.logged, app.logged]);
  expect(told).not.toContain(phone.slice(1));
  expect(told).not.toMatch(new RegExp(`\\b${code}\\b`));
  const stored = JSON.stringify(await sql`select row_to_json(t)::text as row from phone_code t`);
  expect(stored).not.toMatch(new RegExp(`"${code}"`));
});

test('what is counted no more goes with housekeeping', async () => {
  const { sql } = app.core;
  await phones.ask(number());
  for (const table of ['phone_code_request', 'phone_code_failure'])
    await sql`update ${sql(table)} set at = now() - interval '25 hours'`;
  await sql`update phone_code set expires_at = now() - interval '2 hours'`;
  await sql`insert into phone_code_request (domain_id, phone) values (1, '89990000000')`;
  await tidy(app.core, new AbortController().signal);
  const [left] = await sql`
    select (select count(*) from phone_code)::int as codes, (select count(*) from phone_code_request)::int as asked,
      (select count(*) from phone_code_failure)::int as wrong`;
  expect(left).toEqual({ codes: 0, asked: 1, wrong: 0 });
});

test('an app is told of calls by its session, and its token goes with the last one that gave it', async () => {
  const { sql } = app.core;
  const [anna, boris] = [await phones.signIn(number()), await phones.signIn(number())];
  await setPushToken(app.core, anna.sessionId, 'device-1', 'android');
  await setPushToken(app.core, anna.sessionId, 'device-2', 'android');
  const tokens = () => sql`select user_id, token, platform from push_token order by token`;
  expect(await tokens()).toEqual([{ userId: anna.userId, token: 'device-2', platform: 'android' }]);
  await setPushToken(app.core, boris.sessionId, 'device-2', 'ios');
  expect(await tokens()).toEqual([{ userId: boris.userId, token: 'device-2', platform: 'ios' }]);
  await closeSession(app.core, boris.sessionId);
  expect(await tokens()).toEqual([]);
  expect(await endOf(setPushToken(app.core, boris.sessionId, 'device-2'))).toBe('unauthenticated');
});

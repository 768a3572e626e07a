import type { Tx } from '../../db/sql.ts';

export interface Folder {
  readonly id: number;
  readonly organizationId: number;
  readonly parentId: number | null;
  /** Ids from the root down to this one. */
  readonly path: readonly number[];
  readonly title: string;
  /** Place among its siblings, from 1. */
  readonly position: number;
  /** Floor plan corners and place, as the client wrote them. */
  readonly coordinates: string | null;
  readonly mapTopLeft: string | null;
  readonly mapTopRight: string | null;
  readonly mapBottomLeft: string | null;
  /** Ids by which outside billings know it. */
  readonly outsideIds: readonly string[];
}

export type FolderFields = Partial<
  Pick<Folder, 'title' | 'coordinates' | 'mapTopLeft' | 'mapTopRight' | 'mapBottomLeft' | 'outsideIds'>
>;

export const FOLDER_FIELDS = [
  'title',
  'coordinates',
  'mapTopLeft',
  'mapTopRight',
  'mapBottomLeft',
  'outsideIds',
] as const satisfies readonly (keyof FolderFields)[];

/** No camera is outside of a folder: the root comes with the organization. */
export async function createRootFolder(sql: Tx, organizationId: number, title: string): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into folder (organization_id, path, title) values (${organizationId}, '{}', ${title}) returning id`;
  const id = row?.id ?? 0;
  await sql`update folder set path = array[id] where id = ${id}`;
  return id;
}

export async function lockFolder(sql: Tx, organizationId: number, id: number): Promise<Folder | undefined> {
  const [row] = await sql<
    Folder[]
  >`select * from folder where id = ${id} and organization_id = ${organizationId} for update`;
  return row;
}

/** How many levels of folders are below this one; 0: none. */
export async function levelsBelow(sql: Tx, folder: Folder): Promise<number> {
  const [row] = await sql<{ deepest: number }[]>`
    select max(cardinality(path)) as deepest from folder
    where path @> array[${folder.id}]::int[] and organization_id = ${folder.organizationId}`;
  return (row?.deepest ?? folder.path.length) - folder.path.length;
}

/** Puts a folder and all below it under another parent. */
export async function moveSubtree(sql: Tx, folder: Folder, parent: Folder): Promise<void> {
  const keep = folder.path.length;
  await sql`
    update folder set path = ${[...parent.path]}::int[] || path[${keep}:] where path @> array[${folder.id}]::int[] and organization_id = ${folder.organizationId}`;
  await sql`update folder set parent_id = ${parent.id} where id = ${folder.id}`;
}

/** Makes the siblings' places 1, 2, 3 ... with `id` at `position` among them. */
export async function placeAmongSiblings(sql: Tx, parentId: number, id: number, position: number): Promise<void> {
  await sql`
    with ordered as (
      select f.id, row_number() over (order by case when f.id = ${id} then ${position} - 0.5 else f.position end, f.id) as place
      from folder f where f.parent_id = ${parentId})
    update folder set position = ordered.place from ordered where folder.id = ordered.id`;
}

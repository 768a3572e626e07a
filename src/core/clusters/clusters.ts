import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { write } from '../write.ts';

/** Streamers that stand together. */
export interface Cluster {
  readonly id: number;
  readonly title: string;
  readonly streamerCount: number;
}

/** Of the domain, by id. */
export async function clusters(core: Core, actor: Actor): Promise<readonly Cluster[]> {
  requireMay(actor, 'clusters.read');
  return await listReader(core)<Cluster[]>`
    select c.id, c.title, (select count(*)::int from streamer s where s.cluster_id = c.id) as streamer_count
    from cluster c where c.domain_id = ${actor.domainId} order by c.id`;
}

export async function createCluster(core: Core, actor: Actor, title: string): Promise<Cluster> {
  requireMay(actor, 'streamers.manage');
  checkText('title', title, 255, 1);
  const id = await write(core, actor, { type: 'cluster.create', request: { title } }, async (tx) => {
    const [row] = await tx.sql<{ id: number }[]>`
      insert into cluster (domain_id, title) values (${actor.domainId}, ${title}) returning id`;
    const created = row?.id ?? 0;
    tx.changed({ action: 'create', objectKind: 'cluster', objectId: created, changes: { title: [null, title] } });
    return created;
  });
  return await clusterById(core, actor, id);
}

export async function changeCluster(core: Core, actor: Actor, id: number, title: string): Promise<Cluster> {
  requireMay(actor, 'streamers.manage');
  checkText('title', title, 255, 1);
  await write(core, actor, { type: 'cluster.change', subject: `cluster ${id}`, request: { title } }, async (tx) => {
    const [before] = await tx.sql<{ title: string }[]>`
      select title from cluster where id = ${id} and domain_id = ${actor.domainId} for update`;
    if (!before) throw refuse('cluster_not_found', { id });
    await tx.sql`update cluster set title = ${title} where id = ${id}`;
    tx.changed({ action: 'change', objectKind: 'cluster', objectId: id, changes: { title: [before.title, title] } });
  });
  return await clusterById(core, actor, id);
}

/** Only one that has no streamers; the first always stays, since cameras are added to it. */
export async function deleteCluster(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'streamers.manage');
  await write(core, actor, { type: 'cluster.delete', subject: `cluster ${id}` }, async (tx) => {
    const rows = await tx.sql<{ id: number; title: string }[]>`
      select id, title from cluster where domain_id = ${actor.domainId} order by id for update`;
    const cluster = rows.find((row) => row.id === id);
    if (!cluster) throw refuse('cluster_not_found', { id });
    const [streamer] = await tx.sql`select from streamer where cluster_id = ${id} limit 1`;
    if (streamer) throw refuse('cluster_has_streamers', { id });
    if (rows[0]?.id === id) throw refuse('first_cluster_stays');
    await tx.sql`delete from cluster where id = ${id}`;
    tx.changed({ action: 'delete', objectKind: 'cluster', objectId: id, changes: { title: [cluster.title, null] } });
  });
}

/** The streamer of a cluster that has the fewest cameras. */
export async function leastLoadedStreamer(core: Core, actor: Actor, clusterId: number): Promise<number> {
  const [row] = await reader(core)<{ streamerId: number | null }[]>`
    select (select s.id from streamer s where s.cluster_id = c.id
            order by (select count(*) from camera k where k.streamer_id = s.id), s.id limit 1) as streamer_id
    from cluster c where c.id = ${clusterId} and c.domain_id = ${actor.domainId}`;
  if (!row) throw invalid('clusterId', 'cluster_unknown', { id: clusterId });
  if (row.streamerId === null) throw invalid('clusterId', 'cluster_empty', { id: clusterId });
  return row.streamerId;
}

async function clusterById(core: Core, actor: Actor, id: number): Promise<Cluster> {
  const [found] = await reader(core)<Cluster[]>`
    select c.id, c.title, (select count(*)::int from streamer s where s.cluster_id = c.id) as streamer_count
    from cluster c where c.domain_id = ${actor.domainId} and c.id = ${id}`;
  if (!found) throw refuse('cluster_not_found', { id });
  return found;
}

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { importCameras } from '../../src/core/cameras/import/import.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { visibleCamera } from '../../src/core/cameras/reading/visible.ts';
import { wantedStreams } from '../../src/core/cameras/recording/streams.ts';
import { connectionsOf } from '../../src/core/cameras/source/camera-connection.ts';
import { clusters, createCluster, deleteCluster, leastLoadedStreamer } from '../../src/core/clusters/clusters.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { changeSite, createSite, deleteSite, siteById, sites } from '../../src/core/sites/operations.ts';
import { assignStreamer, moveStreamer, streamers } from '../../src/core/streamers/streamers.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let bed: TestCore;
let organizationId = 0;
let otherId = 0;
beforeAll(async () => {
  bed = await testCore();
});
afterAll(async () => await bed.close());
beforeEach(async () => {
  organizationId = (await createOrganization(bed.core, BILLING, { title: 'One' })).id;
  otherId = (await createOrganization(bed.core, BILLING, { title: 'Other' })).id;
});
const camera = async (fields: object = {}) =>
  await createCamera(bed.core, BILLING, { title: 'c', organizationId, streamUrl: 'rtsp://10.0.0.1/x', ...fields });

describe('sites', () => {
  test('are made, changed and deleted; a camera of a deleted one stays without a site', async () => {
    const site = await createSite(bed.core, BILLING, { organizationId, name: 'House', address: 'Street 1' });
    const { id } = await camera({ siteId: site.id });
    expect(await siteById(bed.core, BILLING, site.id)).toMatchObject({ name: 'House', cameraCount: 1 });
    await changeSite(bed.core, BILLING, site.id, { name: 'Yard', latitude: 55.7, longitude: 37.6 });
    expect(await sites(bed.core, BILLING, organizationId)).toMatchObject([
      { name: 'Yard', address: 'Street 1', latitude: 55.7 },
    ]);
    await expect(changeSite(bed.core, BILLING, site.id, { organizationId: otherId })).rejects.toThrow('has cameras');
    await deleteSite(bed.core, BILLING, site.id);
    expect((await visibleCamera(bed.core, SYSTEM, { id })).siteId).toBeNull();
    await expect(siteById(bed.core, BILLING, site.id)).rejects.toThrow('not found');
  });

  test('a camera takes a site of its own organization alone, and leaves it when it moves', async () => {
    const site = await createSite(bed.core, BILLING, { organizationId, name: 'House' });
    const foreign = await createSite(bed.core, BILLING, { organizationId: otherId, name: 'Theirs' });
    await expect(camera({ siteId: foreign.id })).rejects.toThrow('siteId');
    const { id, name } = await camera();
    await expect(changeCamera(bed.core, BILLING, { name }, { siteId: foreign.id })).rejects.toThrow('siteId');
    expect((await changeCamera(bed.core, BILLING, { name }, { siteId: site.id })).siteId).toBe(site.id);
    expect((await changeCamera(bed.core, BILLING, { id }, { organizationId: otherId })).siteId).toBeNull();
  });

  test('belong to who edits the cameras; others do not see them', async () => {
    const site = await createSite(bed.core, BILLING, { organizationId, name: 'House' });
    const user = await createUser(bed.core, BILLING, { login: `u${otherId}`, password: 'pw123456' }, otherId);
    const actor = await bed.as(user.id);
    await expect(siteById(bed.core, actor, site.id)).rejects.toThrow('not found');
    await expect(deleteSite(bed.core, actor, site.id)).rejects.toThrow('not found');
    await expect(createSite(bed.core, actor, { organizationId: otherId, name: 'x' })).rejects.toThrow('may not edit');
  });

  test.each([{ name: ' ' }, { latitude: 91 }, { longitude: -181 }, { name: 'x'.repeat(256) }])(
    'refuses %j',
    async (fields) => {
      await expect(createSite(bed.core, BILLING, { organizationId, name: 'ok', ...fields })).rejects.toThrow();
    },
  );
});

describe('the depth of an archive', () => {
  test("is the camera's, else the organization's, else the preset's, everywhere", async () => {
    const { id, name } = await camera();
    const depth = async () => {
      await bed.core.feed.settled();
      const facts = await bed.core.access.camera(name);
      const wanted = (await wantedStreams(bed.core.sql, bed.core.sealer)).find((s) => s.cameraId === id);
      const view = await visibleCamera(bed.core, SYSTEM, { id });
      expect(facts).toMatchObject({ archiveDays: view.archiveDays, archiveSetBy: view.archiveSetBy });
      expect(wanted?.archiveDays).toBe(view.archiveDays);
      return [view.archiveSetBy, view.archiveDays];
    };
    expect(await depth()).toEqual(['preset', 1]);
    await bed.core.sql`update organization set archive_seconds = 259200 where id = ${organizationId}`;
    await bed.core.sql`insert into change_log (kind, key) values ('organization', ${organizationId})`;
    expect(await depth()).toEqual(['organization', 3]);
    await changeCamera(bed.core, BILLING, { name }, { archiveDays: 0.5 });
    expect(await depth()).toEqual(['camera', 0.5]);
  });
});

describe('recording and connection', () => {
  const schedule = [{ days: [7, 6], from: '22:00', to: '06:00' }];

  test('are kept with the camera and told to the media node', async () => {
    const connection = { transport: 'udp' as const, mac: '00-1A-2B-3C-4D-5E', modelId: 201, channel: 3 };
    const { id, name } = await camera({
      recordMode: 'schedule',
      recordSchedule: schedule,
      bandwidthLimit: 4096,
      connection,
    });
    expect((await connectionsOf(bed.core.sql, [id])).get(id)).toMatchObject({
      transport: 'udp',
      mac: '00:1a:2b:3c:4d:5e',
      modelId: 201,
      channel: 3,
      synchronize: true,
    });
    const wanted = (await wantedStreams(bed.core.sql, bed.core.sealer)).find((s) => s.cameraId === id);
    expect(wanted).toMatchObject({
      recordMode: 'schedule',
      recordSchedule: [{ days: [6, 7], from: '22:00', to: '06:00' }],
      transport: 'udp',
    });
    const after = await changeCamera(
      bed.core,
      BILLING,
      { name },
      { recordMode: 'off', recordSchedule: null, connection: { channel: null } },
    );
    expect(after).toMatchObject({ recordMode: 'off', recordSchedule: null, bandwidthLimit: 4096 });
    expect(after.lastChange?.changes).toMatchObject({
      recordMode: ['schedule', 'off'],
      'connection.channel': [3, null],
    });
    expect((await connectionsOf(bed.core.sql, [id])).get(id)).toMatchObject({ transport: 'udp', channel: null });
  });

  test('come with an import, too', async () => {
    const row = {
      name: `imp-${organizationId}`,
      organizationId,
      recordMode: 'motion' as const,
      recordSchedule: schedule,
      connection: { channel: 2 },
    };
    const { cameras, errors } = await importCameras(bed.core, BILLING, [{ key: 'a', camera: row }]);
    expect(errors.size).toBe(0);
    const id = cameras.get('a')?.id ?? 0;
    expect(await visibleCamera(bed.core, SYSTEM, { id })).toMatchObject({ recordMode: 'motion' });
    expect((await connectionsOf(bed.core.sql, [id])).get(id)?.channel).toBe(2);
  });

  test.each([
    { recordMode: 'sometimes' },
    { recordSchedule: [{ days: [0], from: '08:00', to: '20:00' }] },
    { recordSchedule: [{ days: [1], from: '8:00', to: '20:00' }] },
    { recordSchedule: [{ days: [1], from: '08:00', to: '08:00' }] },
    { recordSchedule: [{ days: [], from: '08:00', to: '09:00' }] },
    { bandwidthLimit: 0 },
    { connection: { mac: 'nonsense' } },
    { connection: { modelId: 999_999 } },
    { connection: { ptzType: 77 } },
    { connection: { httpPort: 70_000 } },
  ])('refuses %j', async (fields) => {
    await expect(camera(fields)).rejects.toMatchObject({ kind: 'invalid' });
  });

  test("an address outside of the organization's networks is refused at once", async () => {
    const { name } = await camera();
    await bed.core.sql`update organization set networks = '{10.0.0.0/16}' where id = ${organizationId}`;
    await expect(camera({ streamUrl: 'rtsp://10.1.0.1/x' })).rejects.toThrow('networks');
    await expect(changeCamera(bed.core, BILLING, { name }, { streamUrl: 'rtsp://192.168.0.1/x' })).rejects.toThrow(
      'networks',
    );
    await camera({ streamUrl: 'rtsp://10.0.5.1/x' });
    await camera({ streamUrl: 'rtsp://cam.example.net/x' });
    const elsewhere = await camera({ organizationId: otherId, streamUrl: 'rtsp://192.168.0.1/x' });
    await expect(changeCamera(bed.core, BILLING, { id: elsewhere.id }, { organizationId })).rejects.toThrow('networks');
  });
});

describe('clusters', () => {
  test('hold streamers; a camera goes to the one with the fewest cameras', async () => {
    const [first] = await clusters(bed.core, BILLING);
    const [local] = await streamers(bed.core, BILLING);
    expect(local?.clusterId).toBe(first?.id);
    const cluster = await createCluster(bed.core, BILLING, 'North');
    await expect(leastLoadedStreamer(bed.core, BILLING, cluster.id)).rejects.toThrow('no streamers');
    await expect(leastLoadedStreamer(bed.core, BILLING, 99_999)).rejects.toThrow('clusterId');
    const rows = await bed.core.sql<{ id: number }[]>`
      insert into streamer (domain_id, hostname, is_local, cluster_id)
      values (1, 'a', false, ${cluster.id}), (1, 'b', false, ${cluster.id}) returning id`;
    const [a = 0, b = 0] = rows.map(({ id }) => id);
    const { id } = await camera();
    await assignStreamer(bed.core, BILLING, id, a);
    expect(await leastLoadedStreamer(bed.core, BILLING, cluster.id)).toBe(b);
    await expect(deleteCluster(bed.core, BILLING, cluster.id)).rejects.toThrow('has streamers');
    for (const streamer of [a, b]) await moveStreamer(bed.core, BILLING, streamer, first?.id ?? 0);
    await deleteCluster(bed.core, BILLING, cluster.id);
    await expect(deleteCluster(bed.core, BILLING, first?.id ?? 0)).rejects.toThrow();
    await expect(assignStreamer(bed.core, BILLING, id, 99_999)).rejects.toThrow('not found');
  });
});

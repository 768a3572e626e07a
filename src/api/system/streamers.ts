import type { Static } from 'typebox';
import { changeCluster, clusters, createCluster, deleteCluster } from '../../core/clusters/clusters.ts';
import { type Streamer as CoreStreamer, moveStreamer, streamers } from '../../core/streamers/streamers.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import { Cluster, ClusterBody, Streamer, StreamerChange } from '../contract/places.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';

const TAG = 'Streamers';

export function streamerRoutes(app: Api): void {
  app.get(
    '/streamers',
    {
      schema: {
        ...about(TAG, 'listStreamers', 'The media nodes; they join by themselves'),
        response: answers(Page(Streamer)),
      },
    },
    async (request) => ({
      items: (await streamers(request.core, caller(request))).map(toStreamer),
      next: null,
    }),
  );

  app.patch(
    '/streamers/:id',
    {
      schema: {
        ...about(TAG, 'changeStreamer', 'Put a streamer into another cluster; its cameras stay with it'),
        params: IdParams,
        body: StreamerChange,
        response: answers(Streamer),
      },
    },
    async (request) =>
      toStreamer(await moveStreamer(request.core, caller(request), request.params.id, request.body.clusterId)),
  );

  app.get(
    '/clusters',
    { schema: { ...about(TAG, 'listClusters', 'Streamers that stand together'), response: answers(Page(Cluster)) } },
    async (request) => ({ items: [...(await clusters(request.core, caller(request)))], next: null }),
  );

  app.post(
    '/clusters',
    { schema: { ...about(TAG, 'createCluster', 'Add a cluster'), body: ClusterBody, response: creates(Cluster) } },
    async (request, reply) => {
      reply.code(201);
      return await createCluster(request.core, caller(request), request.body.title);
    },
  );

  app.patch(
    '/clusters/:id',
    {
      schema: {
        ...about(TAG, 'changeCluster', 'Rename a cluster'),
        params: IdParams,
        body: ClusterBody,
        response: answers(Cluster),
      },
    },
    async (request) => await changeCluster(request.core, caller(request), request.params.id, request.body.title),
  );

  app.delete(
    '/clusters/:id',
    {
      schema: {
        ...about(TAG, 'deleteCluster', 'Delete a cluster that has no streamers'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteCluster(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const toStreamer = (streamer: CoreStreamer): Static<typeof Streamer> => ({
  id: streamer.id,
  hostname: streamer.hostname,
  clusterId: streamer.clusterId,
  local: streamer.local,
  cameraCount: streamer.cameraCount,
  bitrate: streamer.bitrate,
  archiveBytes: streamer.archiveBytes,
  notRecorded: streamer.notRecorded,
});

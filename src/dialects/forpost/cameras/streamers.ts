import { clusters } from '../../../core/clusters/clusters.ts';
import { streamers } from '../../../core/streamers/streamers.ts';
import type { Method } from '../method.ts';

export const streamerMethods: readonly Method[] = [
  {
    name: 'GetMasters',
    run: async (call) => (await clusters(call.core, call.actor)).map(({ id, title }) => ({ ID: id, Name: title })),
  },
  {
    name: 'GetStreamers',
    run: async (call) =>
      (await streamers(call.core, call.actor)).map(({ id, hostname, clusterId }) => ({
        ID: id,
        Name: hostname,
        MasterID: clusterId ?? 0,
      })),
  },
];

import { Type } from 'typebox';
import { Id, Nullable } from './common.ts';

export const Site = Type.Object({
  id: Id,
  organizationId: Id,
  name: Type.String(),
  address: Type.String(),
  latitude: Nullable(Type.Number({ description: 'Decimal degrees' })),
  longitude: Nullable(Type.Number()),
  cameraCount: Type.Integer(),
});
const site = {
  name: Type.String({ minLength: 1, maxLength: 255 }),
  address: Type.String({ maxLength: 500 }),
  latitude: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Nullable(Type.Number({ minimum: -180, maximum: 180 })),
};
export const SiteChange = Type.Partial(Type.Object(site));
export const SiteCreate = Type.Object({ ...SiteChange.properties, name: site.name });

export const Cluster = Type.Object({ id: Id, title: Type.String(), streamerCount: Type.Integer() });
export const ClusterBody = Type.Object({ title: Type.String({ minLength: 1, maxLength: 255 }) });

export const Streamer = Type.Object({
  id: Id,
  hostname: Type.String({ description: 'As viewers reach it' }),
  clusterId: Nullable(Id),
  local: Type.Boolean({ description: 'It runs in this server' }),
  cameraCount: Type.Integer(),
  bitrate: Type.Integer({ description: 'kbit/s of the streams that it runs now' }),
  archiveBytes: Type.Integer(),
  notRecorded: Type.Integer({ description: 'Live cameras that it should record now, and cannot' }),
});
export const StreamerChange = Type.Object({ clusterId: Id });

/** The directory of camera models. */
export const CameraModels = Type.Object({
  brands: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      models: Type.Array(
        Type.Object({
          id: Id,
          name: Type.String(),
          protocol: Type.Enum(['rtsp', 'http']),
          port: Nullable(Type.Integer({ description: "null: the protocol's own" })),
          main: Nullable(
            Type.String({
              description:
                'Path of the main stream; {channel}, {channel0}, {channel2}, {login}, {password} stand for values',
            }),
          ),
          sub: Nullable(Type.String()),
        }),
      ),
    }),
  ),
  ptzTypes: Type.Array(Type.Object({ id: Type.Integer(), code: Type.String() })),
});

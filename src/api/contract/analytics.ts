import { Type } from 'typebox';
import { ANALYTICS_TYPES, ENGINE_TYPES } from '../../core/analytics/types.ts';
import { RecordSchedule } from './cameras.ts';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';

export const AnalyticsType = Type.Enum([...ANALYTICS_TYPES]);
const Level = Nullable(Type.Integer({ minimum: 1, maximum: 3 }), {
  description: 'Of the licences; null: none is needed',
});
const Title = Type.String({ minLength: 1, maxLength: 100 });
const Settings = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  description: 'Zones, lines and thresholds, for the engine alone; at most 16 kB',
});
const Schedule = Nullable(RecordSchedule, { description: 'null: always' });
const CameraIds = Type.Array(Id, { minItems: 1, maxItems: 1000 });

const CaseCamera = Type.Object({
  id: Id,
  name: Type.String(),
  title: Type.String(),
  trouble: Nullable(Type.Enum(['offline', 'no_notices', 'not_heard', 'no_engine', 'failure']), {
    description:
      'offline: no picture comes; no_notices: the camera does not tell of motion; not_heard: it is asked about motion and does not answer; no_engine: no engine of that type is there; failure: the engine cannot look at it; null: it is looked at',
  }),
  failure: Nullable(Type.String({ description: "In the engine's words" })),
});
export const AnalyticsCase = Type.Object({
  id: Id,
  title: Title,
  type: AnalyticsType,
  level: Level,
  user: Type.Object({ id: Id, login: Type.String() }),
  paused: Type.Boolean(),
  status: Type.Enum(['active', 'partially_active', 'paused', 'inactive'], {
    description: 'partially_active: some of its cameras are looked at; inactive: none is',
  }),
  schedule: Schedule,
  settings: Settings,
  cameras: Type.Array(CaseCamera, { description: 'Those that its user still sees' }),
  createdAt: Instant,
});
const changeable = {
  title: Title,
  paused: Type.Boolean(),
  cameraIds: CameraIds,
  schedule: Schedule,
  settings: Settings,
};
export const AnalyticsCaseChange = Type.Partial(Type.Object(changeable));
export const AnalyticsCaseCreate = Type.Object({
  title: Title,
  type: AnalyticsType,
  cameraIds: CameraIds,
  paused: Type.Optional(Type.Boolean()),
  schedule: Type.Optional(Schedule),
  settings: Type.Optional(Settings),
});
export const AnalyticsCaseQuery = extend(PageQuery, {
  userId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'With its sub-users' })),
});

export const CaseEvent = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  at: Instant,
  until: Nullable(Instant, { description: 'null: it had no length' }),
  case: Type.Object({ id: Id, title: Type.String(), type: AnalyticsType }),
  camera: Type.Object({ id: Id, name: Type.String(), title: Type.String() }),
  text: Type.String(),
  data: Type.Record(Type.String(), Type.Unknown()),
  engine: Nullable(Type.String(), { description: 'null: the camera itself told of it' }),
});
export const CaseEventQuery = extend(AnalyticsCaseQuery, {
  caseId: Type.Optional(Id),
  cameraId: Type.Optional(Id),
  type: Type.Optional(AnalyticsType),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
});

export const OwnLicences = Type.Object({
  items: Type.Array(
    Type.Object({
      level: Type.Integer({ minimum: 1, maximum: 3 }),
      total: Type.Integer(),
      used: Type.Integer(),
      free: Type.Integer(),
    }),
  ),
});

const engine = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  enabled: Type.Boolean(),
  types: Type.Array(Type.Enum([...ENGINE_TYPES]), { minItems: 1, maxItems: 20 }),
};
export const AnalyticsEngine = Type.Object({
  id: Id,
  ...engine,
  formerSecretUntil: Nullable(Instant, { description: 'Until then the secret before the present one is good too' }),
  lastHeartbeatAt: Nullable(Instant),
  alive: Type.Boolean({ description: 'It has told of itself within two minutes' }),
  createdAt: Instant,
});
export const AnalyticsEngines = Type.Object({ items: Type.Array(AnalyticsEngine) });
export const AnalyticsEngineChange = Type.Partial(Type.Object(engine));
export const AnalyticsEngineCreate = extend(AnalyticsEngineChange, { name: engine.name, types: engine.types });
const secret = Type.String({ description: 'whsec_...; told this once' });
export const AnalyticsEngineCreated = extend(AnalyticsEngine, { secret });
export const EngineSecret = Type.Object({ secret });

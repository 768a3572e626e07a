import { Type } from 'typebox';
import { AnalyticsCase, AnalyticsType } from './analytics.ts';
import { Id, Nullable } from './common.ts';

export const EngineParams = Type.Object({ engineId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

/** Rows are read one by one, so that one that is wrong keeps no other out. */
export const EventsCall = Type.Object({
  events: Type.Array(Type.Unknown(), {
    minItems: 1,
    maxItems: 500,
    description:
      'Each: `id` (the engine’s own, at most 100 characters), `caseId`, `cameraId`, `at` (ISO 8601 with its offset, from a day ago on), and where there are any `until`, `text` (at most 500 characters) and `data` (an object of at most 4 kB)',
  }),
});
export const EventsAnswer = Type.Object({
  results: Type.Array(
    Type.Object({
      id: Nullable(Type.String(), { description: 'null: the row had none that could be read' }),
      result: Type.Enum(['accepted', 'duplicate', 'refused']),
      reason: Type.Optional(Type.String({ description: 'Why it was refused, for programs' })),
      message: Type.Optional(Type.String({ description: 'The same as a sentence' })),
    }),
    { description: 'One for each row, in their order' },
  ),
});
export const HeartbeatCall = Type.Object({
  failures: Type.Optional(
    Type.Array(Type.Object({ caseId: Id, cameraId: Id, reason: Type.String({ minLength: 1, maxLength: 200 }) }), {
      maxItems: 5000,
      description: 'All cameras that it cannot look at now; at the others it looks',
    }),
  ),
});
const { id, title, schedule, settings } = AnalyticsCase.properties;
export const EngineCases = Type.Object({
  items: Type.Array(
    Type.Object({
      id,
      title,
      type: AnalyticsType,
      schedule,
      settings,
      cameras: Type.Array(
        Type.Object({
          id: Id,
          name: Type.String({ description: 'Of the stream: `/{name}/index.m3u8` and so on' }),
          title: Type.String(),
        }),
      ),
    }),
  ),
  next: Nullable(Type.String({ description: 'Send it as `after` for those that follow; null: these are the last' })),
  timeZone: Type.String({ description: 'That the schedules are in' }),
});

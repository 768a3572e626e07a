import { Type } from 'typebox';
import { Id, Instant, Nullable } from './common.ts';

const Level = Type.Integer({ minimum: 1, maximum: 3 });
const Total = Type.Integer({ minimum: 0, maximum: 1_000_000 });

export const Licence = Type.Object({
  level: Level,
  total: Total,
  used: Type.Integer({ description: 'Cameras assigned to analytics of this level, those of sub-users among them' }),
  free: Type.Integer(),
  withdrawnAt: Nullable(Instant, {
    description: 'When the last was taken away: what was analysed is hidden, and deleted seven days later',
  }),
});
export const Licences = Type.Object({ items: Type.Array(Licence) });
export const LicencesChange = Type.Object({
  licences: Type.Array(Type.Object({ level: Level, total: Total }), {
    maxItems: 3,
    description: 'All of them; a level that is not named has none from now on',
  }),
});

export const BillingIdParams = Type.Object({ billingId: Type.String({ minLength: 1, maxLength: 255 }) });
export const PauseBody = Type.Object({
  reason: Type.Optional(Type.String({ maxLength: 500, description: 'Shown to the people of the contract' })),
  scope: Type.Optional(Type.Enum(['full', 'archive'], { description: 'archive is not offered yet, and refused' })),
});
export const Termination = Type.Object({
  terminated: Type.Boolean({ description: 'false: there was no such contract' }),
});
export const AttachBody = Type.Object({
  cameraId: Id,
  mac: Type.Optional(Type.String({ maxLength: 32, description: 'Of the device that stands there' })),
  replace: Type.Optional(
    Type.Boolean({ description: 'The camera stays with its archive, and its device is the one of `mac` from now on' }),
  ),
  addressCode: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'Where the camera stands; all waits for a code that nobody knows yet, and is done when it arrives',
    }),
  ),
});
export const AttachedParams = Type.Object({
  billingId: Type.String({ minLength: 1, maxLength: 255 }),
  cameraId: Id,
});

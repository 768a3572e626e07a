import { Type } from 'typebox';
import { DOOR_CODE_STATES, MAX_DOORS, MAX_GUEST_NAME, MAX_USES } from '../../core/door-codes/door-code.ts';
import { DOOR_ICONS } from '../../core/doors/door.ts';
import { Id, Instant, Link, Nullable, PageQuery } from './common.ts';

export const Guest = Type.Object({
  id: Id,
  organization: Link,
  name: Type.String(),
  state: Type.Enum([...DOOR_CODE_STATES], {
    description: 'upcoming: its time has not come; used_up: no opening is left; ended ones are shown for 24 hours',
  }),
  from: Instant,
  until: Instant,
  usesLeft: Nullable(Type.Integer(), { description: 'null: any number of openings' }),
  madeBy: Type.String({ description: 'Login of whoever made it' }),
  createdAt: Instant,
  doors: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      icon: Type.Enum([...DOOR_ICONS]),
      entrance: Nullable(Type.Integer()),
      address: Type.String(),
    }),
  ),
  digits: Nullable(Type.String(), { description: 'To type at a panel; null: not the caller’s to see' }),
  page: Nullable(Type.String(), {
    description: 'Path of the page that opens the doors for whoever has it; null: not the caller’s to see',
  }),
});

export const GuestCreate = Type.Object({
  organizationId: Id,
  name: Type.String({ minLength: 1, maxLength: MAX_GUEST_NAME }),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'Absent: now' })),
  until: Type.String({
    format: 'date-time',
    description: 'At most 30 days after the beginning; it cannot be moved later',
  }),
  uses: Type.Optional(
    Nullable(Type.Integer({ minimum: 1, maximum: MAX_USES }), { description: 'Openings; absent or null: any number' }),
  ),
  doorIds: Type.Array(Id, { minItems: 1, maxItems: MAX_DOORS }),
});

export const GuestQuery = Type.Object({
  organizationId: Type.Optional(Id),
  after: PageQuery.properties.after,
  limit: PageQuery.properties.limit,
});

export const IntercomSettings = Type.Object({
  calls: Type.Boolean({ description: 'Panels ring the telephones of its people' }),
  log: Type.Boolean({ description: 'Apps show what happened at its doors' }),
  doorCode: Type.Boolean({ description: 'The flat has a code of its own' }),
  doorDigits: Nullable(Type.String(), { description: 'Of that code; null: there is none, or not the caller’s to see' }),
  autoOpenUntil: Nullable(Instant, { description: 'The panel’s door opens to whoever rings until then' }),
  autoOpenMinutes: Type.Integer({
    minimum: 0,
    maximum: 60,
    description: 'And for so long after somebody of the contract opened a door; 0: it does not',
  }),
});

export const IntercomSettingsChange = Type.Object({
  calls: Type.Optional(Type.Boolean()),
  log: Type.Optional(Type.Boolean()),
  doorCode: Type.Optional(Type.Boolean({ description: 'Switched on it has new digits' })),
  autoOpenUntil: Type.Optional(
    Nullable(Type.String({ format: 'date-time' }), { description: 'At most 24 hours from now' }),
  ),
  autoOpenMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
});

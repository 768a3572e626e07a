import { Type } from 'typebox';
import { CONNECTIONS } from '../../core/intercoms/connection.ts';
import { KEY_TIMES, PANEL_KEY_STATES } from '../../core/keys/key.ts';
import { PANEL_MODELS } from '../../core/panels/panel.ts';
import { extend, Id, Instant, Link, Nullable, PageQuery, seenChange } from './common.ts';
import { DoorEventQuery } from './openings.ts';

const Model = Type.Enum([...PANEL_MODELS]);
const Connection = Type.Enum([...CONNECTIONS], {
  description:
    'What rings in a flat. matrix: the handset alone; landline: a telephone of the house; smart: apps; combined: the one beside the other. Apps are rung by smart and combined alone',
});

export const Intercom = Type.Object({
  id: Type.Integer({ minimum: 1, description: 'Of its camera' }),
  name: Type.String(),
  title: Type.String(),
  address: Type.String(),
  entrance: Nullable(Type.Integer()),
  organization: Link,
  model: Nullable(Model),
  silent: Nullable(Type.Object({ since: Instant, reason: Type.String() }), {
    description: 'The panel did not answer whoever asked it last; null: it did, or nobody asked yet',
  }),
  answeredAt: Nullable(Instant),
  keysWaiting: Type.Integer({ description: 'On their way to the panel or off it' }),
  flats: Type.Integer({ description: 'Those that a contract is known for' }),
});

const FlatNumber = Nullable(Type.Integer({ minimum: 1, maximum: 999_999_999 }));
const settings = {
  connection: Connection,
  calls: Type.Boolean({ description: 'false: no apps are rung' }),
  doorSeconds: Type.Integer({ minimum: 1, maximum: 60 }),
  restrictLive: Type.Boolean({ description: 'Residents see no live picture; the door stays theirs to open' }),
  restrictArchive: Type.Boolean(),
  flatFrom: FlatNumber,
  flatTo: FlatNumber,
};
export const IntercomCard = extend(Intercom, {
  ...settings,
  takesDoorSeconds: Type.Boolean({ description: "false: the panel's own setting counts" }),
  doorSecondsPassed: Nullable(Type.Integer({ description: 'What the panel was last told' })),
  keepsKeys: Type.Boolean(),
  collectingUntil: Nullable(Instant, { description: 'Unknown keys that are touched are collected until then' }),
  toldAt: Nullable(Instant, { description: 'When the panel last told of something by itself' }),
  hasSip: Type.Boolean({ description: 'Its calls reach the telephone exchange' }),
  doors: Type.Array(Type.Object({ id: Id, name: Type.String(), entrance: Nullable(Type.Integer()) })),
  createdAt: Instant,
});
export const IntercomChange = seenChange(Type.Partial(Type.Object(settings)));
export const intercomFilter = {
  organizationId: Type.Optional(Id),
  model: Type.Optional(Model),
  silent: Type.Optional(Type.Boolean({ description: 'Those alone whose panel does not answer' })),
  keysWaiting: Type.Optional(Type.Boolean({ description: 'Those alone with keys on their way' })),
};
export const IntercomQuery = extend(PageQuery, intercomFilter);

export const IntercomFlat = Type.Object({
  flat: Nullable(Type.String({ description: 'As its door says it; null: nobody knows' })),
  apartment: Nullable(Type.Integer({ description: 'As the panel dials it' })),
  calls: Nullable(Type.Boolean(), { description: 'null: as the intercom' }),
  connection: Nullable(Connection),
  contracts: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      byFlat: Type.Boolean({
        description: 'Linked to this intercom; false: given the device, or a lock behind a door',
      }),
      people: Type.Array(Type.Object({ id: Id, login: Type.String(), name: Nullable(Type.String()) }), {
        description: 'The first five',
      }),
      peopleCount: Type.Integer(),
      keyCount: Type.Integer(),
    }),
  ),
});
export const IntercomFlatQuery = Type.Object({
  search: Type.Optional(
    Type.String({ maxLength: 200, description: "A flat, a key's digits, a login, or a name of a user or contract" }),
  ),
  after: PageQuery.properties.after,
  limit: PageQuery.properties.limit,
  empty: Type.Optional(Type.Boolean({ description: 'With flats of the range that nobody is known for' })),
  individual: Type.Optional(Type.Boolean({ description: 'Those alone that have something other than the intercom' })),
});
export const FlatParams = Type.Object({ id: Id, flat: Type.String({ minLength: 1, maxLength: 40 }) });
export const FlatChange = Type.Partial(
  Type.Object({ calls: Nullable(Type.Boolean()), connection: Nullable(Connection) }),
);

export const FlatLink = Type.Object({
  organizationId: Type.Optional(Id),
  userId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'In place of its contract' })),
  flat: Type.Optional(Type.String({ maxLength: 40, description: "Absent: the contract's own" })),
});
export const LinkParams = Type.Object({ id: Id, organizationId: Id });

const Time = Type.Enum([...KEY_TIMES], { description: 'coming: it does not count yet; over: it does no more' });
const State = Type.Enum([...PANEL_KEY_STATES]);
export const IntercomKey = Type.Object({
  id: Id,
  digits: Type.String(),
  comment: Type.String(),
  organization: Link,
  flat: Nullable(Type.String()),
  validFrom: Nullable(Instant),
  validUntil: Nullable(Instant),
  time: Time,
  state: Nullable(State, { description: 'On this panel; null: it is not to be there, or the panel keeps none' }),
  error: Nullable(Type.String()),
});
export const IntercomKeyQuery = extend(PageQuery, { time: Type.Optional(Time), state: Type.Optional(State) });
export const KeyRemoval = Type.Object({ keyIds: Type.Array(Id, { minItems: 1, maxItems: 1000 }) });
export const KeysRemoved = Type.Object({ removed: Type.Integer() });

const Digits = Type.Array(Type.String({ pattern: '^[0-9a-f]{1,30}$' }), { maxItems: 20_000 });
export const KeyComparison = Type.Object({
  comparedAt: Instant,
  same: Type.Integer(),
  missing: Type.Array(Type.String(), { description: 'To be on the panel, and not there' }),
  unknown: Type.Array(Type.String(), { description: 'On the panel, and of no contract there' }),
});
export const KeySynchronization = Type.Partial(Type.Object({ missing: Digits, unknown: Digits }), {
  description: 'Digits of a comparison: those to write anew, and those to take off',
});
export const KeysOnTheirWay = Type.Object({ written: Type.Integer(), removed: Type.Integer() });

export const KeyCollection = Type.Object({
  until: Nullable(Instant, { description: 'A day ahead at most; null: no more are collected' }),
});
export const CollectedKey = Type.Object({
  digits: Type.String(),
  firstAt: Instant,
  lastAt: Instant,
  touches: Type.Integer(),
});
export const CollectedKeyQuery = Type.Object({ after: PageQuery.properties.after, limit: PageQuery.properties.limit });
export const CollectedKeyParams = Type.Object({ id: Id, digits: Type.String({ pattern: '^[0-9a-f]{1,30}$' }) });
export const KeyHolder = Type.Union([
  Type.Object({ organizationId: Id }, { additionalProperties: false }),
  Type.Object({ flat: Type.String({ minLength: 1, maxLength: 40 }) }, { additionalProperties: false }),
]);

export const AccessLogQuery = extend(DoorEventQuery, {
  flat: Type.Optional(Type.String({ maxLength: 40 })),
  who: Type.Optional(Type.String({ maxLength: 100, description: "A part of a login, a telephone or a key's digits" })),
});

export const PanelOutage = Type.Object({
  id: Type.Integer(),
  since: Instant,
  until: Nullable(Instant, { description: 'null: it has not answered since' }),
  reason: Type.String(),
});

/** Groups of event types that an endpoint may want as a whole. */
export const EVENT_GROUPS = ['provisioning', 'money', 'status', 'analytics'] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

/** What happened to what, and the fields that are told of it. */
export interface EventShape {
  readonly group: EventGroup;
  /** What it happened to. Events of one object arrive in their order. */
  readonly object: ObjectKind;
  /** What it means, as the reference has it. */
  readonly about: string;
  readonly data: Readonly<Record<string, FieldKind>>;
}

export type ObjectKind = 'organization' | 'user' | 'camera' | 'folder' | 'domain';

/** Kinds of fields with the type that each has in the code; a `?` says that it may be null. */
interface FieldTypes {
  readonly integer: number;
  readonly boolean: boolean;
  readonly text: string;
  readonly 'text?': string | null;
  /** A sum in the currency beside it: `-12.50`. */
  readonly decimal: string;
  /** `YYYY-MM-DD` of the domain's time zone. */
  readonly day: string;
  readonly 'day?': string | null;
  readonly ids: readonly number[];
  /** Fields of the object as they are, by name. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Fields of the object that changed, by name. */
  readonly changes: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
}
export type FieldKind = keyof FieldTypes;

const created = { values: 'values' } as const;
const changed = { changes: 'changes' } as const;
const block = { source: 'text', reason: 'text' } as const;
const unblock = { source: 'text' } as const;
const entry = { entryId: 'integer', amount: 'decimal', currency: 'text', outsideId: 'text?', comment: 'text' } as const;
const balance = { balance: 'decimal', currency: 'text' } as const;
const access = { userIds: 'ids' } as const;
const invoice = { invoiceId: 'integer', number: 'text', month: 'text', total: 'decimal', currency: 'text' } as const;

const LIFTED = 'A block was lifted; others may still stand';

/**
 * Every event of the domain, defined once. Those of provisioning are made of what a write notes for the audit
 * (`from-audit.ts`), so that no verb of any dialect can leave one out; the others are told by `tx.happened`.
 */
export const EVENTS = {
  'organization.created': {
    group: 'provisioning',
    object: 'organization',
    about: 'A contract was made',
    data: created,
  },
  'organization.changed': {
    group: 'provisioning',
    object: 'organization',
    about: 'Fields of it changed',
    data: changed,
  },
  'organization.blocked': {
    group: 'provisioning',
    object: 'organization',
    about: 'A block was set on it',
    data: block,
  },
  'organization.unblocked': { group: 'provisioning', object: 'organization', about: LIFTED, data: unblock },
  'organization.deleted': { group: 'provisioning', object: 'organization', about: 'It is gone', data: created },
  'user.created': { group: 'provisioning', object: 'user', about: 'A user was made', data: created },
  'user.changed': { group: 'provisioning', object: 'user', about: 'Fields of it changed', data: changed },
  'user.blocked': { group: 'provisioning', object: 'user', about: 'A block was set on it', data: block },
  'user.unblocked': { group: 'provisioning', object: 'user', about: LIFTED, data: unblock },
  'user.deleted': { group: 'provisioning', object: 'user', about: 'It is gone', data: created },
  'camera.created': {
    group: 'provisioning',
    object: 'camera',
    about: 'A camera was made, or came back from the bin under its id',
    data: created,
  },
  'camera.changed': { group: 'provisioning', object: 'camera', about: 'Fields of it changed', data: changed },
  'camera.moved': {
    group: 'provisioning',
    object: 'camera',
    about: 'It is in another organization or folder: organizationId, folderId',
    data: changed,
  },
  'camera.blocked': { group: 'provisioning', object: 'camera', about: 'A block was set on it', data: block },
  'camera.unblocked': { group: 'provisioning', object: 'camera', about: LIFTED, data: unblock },
  'camera.deleted': { group: 'provisioning', object: 'camera', about: 'It is gone', data: created },
  'camera.access_granted': {
    group: 'provisioning',
    object: 'camera',
    about: 'These users were given rights on it, or other ones',
    data: access,
  },
  'camera.access_withdrawn': {
    group: 'provisioning',
    object: 'camera',
    about: 'These users have none of their own on it any more',
    data: access,
  },
  'folder.access_granted': {
    group: 'provisioning',
    object: 'folder',
    about: 'These users were given its cameras',
    data: access,
  },
  'folder.access_withdrawn': {
    group: 'provisioning',
    object: 'folder',
    about: 'Its cameras were taken from these users',
    data: access,
  },
  'payment.received': {
    group: 'money',
    object: 'organization',
    about: 'A payment was put on its balance; outsideId: the id of the payment that it came with',
    data: entry,
  },
  'payment.refunded': {
    group: 'money',
    object: 'organization',
    about: 'A part of a payment was given back, below 0; paymentId: the entry of that payment',
    data: { ...entry, paymentId: 'integer' },
  },
  'correction.entered': {
    group: 'money',
    object: 'organization',
    about: 'Its balance was corrected up or down; comment: why',
    data: entry,
  },
  'balance.low': {
    group: 'money',
    object: 'organization',
    about: 'Prepaid: the owner is warned; lastsUntil: the last day that it is about enough for, null where it is over',
    data: { ...balance, lastsUntil: 'day?' },
  },
  'balance.blocked': {
    group: 'money',
    object: 'organization',
    about: 'Prepaid: the balance fell below the floor and blocked it',
    data: balance,
  },
  'balance.restored': {
    group: 'money',
    object: 'organization',
    about: 'Prepaid: the block for the balance was lifted',
    data: balance,
  },
  'invoice.issued': {
    group: 'money',
    object: 'organization',
    about: 'An invoice of a month (YYYY-MM) was issued; dueOn: the last day to pay it, null where none is said',
    data: { ...invoice, dueOn: 'day?' },
  },
  'invoice.paid': {
    group: 'money',
    object: 'organization',
    about: 'What came in covers an invoice; of a prepaid one right after it was issued',
    data: invoice,
  },
  'invoice.voided': {
    group: 'money',
    object: 'organization',
    about: 'An invoice was made void by a credit note; reason: why',
    data: { ...invoice, creditNote: 'text', reason: 'text' },
  },
  'day.rated': {
    group: 'money',
    object: 'domain',
    about: 'A day was charged; organizations: how many, of a repetition those that came to something else',
    data: { day: 'day', first: 'boolean', organizations: 'integer' },
  },
  'camera.online': {
    group: 'status',
    object: 'camera',
    about: 'Its picture comes again, after camera.offline',
    data: { name: 'text' },
  },
  'camera.offline': {
    group: 'status',
    object: 'camera',
    about: 'Its media node gets no picture; error: why, in the words of the camera page',
    data: { name: 'text', error: 'text' },
  },
  'analytics.event': {
    group: 'analytics',
    object: 'camera',
    about: "Something happened in a user's case (at, until: RFC 3339; engine: null where the camera itself told of it)",
    data: {
      ...{ eventId: 'integer', caseId: 'integer', caseTitle: 'text', caseType: 'text', userId: 'integer' },
      ...{ at: 'text', until: 'text?', text: 'text', engine: 'text?', values: 'values' },
    },
  },
} as const satisfies Readonly<Record<string, EventShape>>;

export type EventType = keyof typeof EVENTS;
type FieldsOf<T extends EventType> = (typeof EVENTS)[T]['data'];
/** What is told of a type, beside the object and who did it. */
export type DataOf<T extends EventType> = {
  readonly [F in keyof FieldsOf<T>]: FieldsOf<T>[F] extends FieldKind ? FieldTypes[FieldsOf<T>[F]] : never;
};

export const EVENT_TYPES = Object.keys(EVENTS) as readonly EventType[];

/** What an administrator sends to see whether an endpoint works; nobody can want it, and it goes to one endpoint alone. */
export const TEST_EVENT = 'webhook.test';

/** What an endpoint may want so that it is told of the type. */
export const namesOf = (type: EventType): readonly string[] => [type, EVENTS[type].group, '*'];

/** All that an endpoint may want. */
export const WANTABLE: ReadonlySet<string> = new Set(['*', ...EVENT_GROUPS, ...EVENT_TYPES]);

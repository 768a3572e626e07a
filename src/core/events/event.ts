import { type Actor, actorName } from '../actor.ts';
import { type DataOf, EVENTS, type EventType, type ObjectKind } from './event-types.ts';

/** One thing that happened, within the write that did it. */
export interface Happened {
  readonly type: EventType;
  readonly objectId: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** By its type, so that its data are those that the registry says. */
export const happening = <T extends EventType>(type: T, objectId: number, data: DataOf<T>): Happened => ({
  type,
  objectId,
  data,
});

/** An event as it is stored. */
export interface EventRow {
  readonly domainId: number;
  readonly type: EventType;
  readonly objectKind: ObjectKind;
  readonly objectId: number;
  readonly at: Date;
  readonly data: object;
}

/** With what it happened to and who did it, which every event says. */
export function eventRow(actor: Actor, at: Date, { type, objectId, data }: Happened): EventRow {
  const { object: objectKind } = EVENTS[type];
  const by = { kind: actor.kind, name: actorName(actor) };
  const told = { object: { kind: objectKind, id: objectId }, actor: by, ...data };
  return { domainId: actor.domainId, type, objectKind, objectId, at, data: told };
}

import { requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { DomainError, type ErrorKind, refuse } from '../errors.ts';
import { write } from '../write.ts';
import { askDoor, type Outcome, refusedBy, toOutcome } from './asking.ts';
import type { DoorView, Opening } from './door.ts';
import { insertDoorEvent } from './events.ts';
import { accessNow, refusalOf } from './permission.ts';
import { findDoor } from './queries.ts';
import type { OpeningKind } from './throttle.ts';

export interface OpenOptions {
  /** In the name of this contract; absent: of the first that gives it. */
  readonly organizationId?: number | undefined;
}

/**
 * Opens a door for whoever may: `opened` only when the device said so. Every attempt, a refused one too, leaves an event
 * of the door and an audit row, but for those beyond what is allowed in a minute. A door that was never given leaves what
 * one leaves that never was: nothing of it but the number that was asked for. The command leaves the core towards the device and nowhere else. Throws `not_found` for a door
 * that was never given or whose service is not ordered, `payment_required`, `forbidden` while it is barred otherwise, `too_many`.
 */
export async function openDoor(core: Core, actor: Actor, doorId: number, options: OpenOptions = {}): Promise<Opening> {
  const attempt = new Attempt(core, actor, doorId);
  try {
    const door = await findDoor(reader(core), actor.domainId, doorId);
    if (!door) throw refuse('door_not_found', { id: doorId });
    const access = await accessNow(core, actor, door, options.organizationId).catch((error: unknown) => {
      // The billing is away: the door itself is one that was given.
      if (isRefusal(error, 'unavailable')) attempt.known(door, null);
      throw error;
    });
    const bar = access.barred && refusalOf(doorId, access.barred);
    if (bar?.kind === 'not_found') throw bar;
    attempt.known(door, access.organizationIds[0] ?? null);
    attempt.count(bar ? 'barred' : 'open');
    if (bar) throw bar;
    requireMay(actor, 'doors.open');
    if (!core.panels) throw refuse('panels_not_asked');
    const opening = await askDoor(core, core.panels, actor.domainId, door);
    await attempt.keep(toOutcome(opening));
    return opening;
  } catch (error) {
    const told = attempt.countedOr(error);
    if (!attempt.kept && !attempt.silent) await attempt.keep(refusedBy(told));
    throw told;
  }
}

const isRefusal = (error: unknown, kind: ErrorKind): boolean => error instanceof DomainError && error.kind === kind;

class Attempt {
  readonly #core: Core;
  readonly #actor: Actor;
  readonly #doorId: number;
  /** As soon as it is certain that the actor was given it. */
  #door: DoorView | undefined;
  /** The contract in whose name. */
  #organizationId: number | null = null;
  #counted = false;
  kept = false;
  /** One of many refusals in a row: it is not written down. */
  silent = false;

  constructor({ ambient, afterCommit, afterEnd, ...core }: Core, actor: Actor, doorId: number) {
    // What happened stays told, whatever becomes of the request that asked for it.
    this.#core = core;
    this.#actor = actor;
    this.#doorId = doorId;
  }

  known(door: DoorView, organizationId: number | null): void {
    this.#door = door;
    this.#organizationId = organizationId;
  }

  /** Once, before anything is written; what was barred uses up no opening. Throws `too_many`. */
  count(what: OpeningKind): void {
    if (this.#counted || this.#actor.kind !== 'user') return;
    this.#counted = true;
    const { doorThrottle, clock } = this.#core;
    const excess = doorThrottle.count(clock().getTime(), this.#actor.id, this.#doorId, what);
    if (!excess) return;
    this.silent = !excess.first;
    throw excess.refusal;
  }

  /** What a failed attempt is told: that there were too many, before why it failed. */
  countedOr(error: unknown): unknown {
    try {
      this.count(this.#door ? 'barred' : 'unknown');
      return error;
    } catch (excess) {
      return excess;
    }
  }

  /** A door that opened has opened, even when that cannot be written down: then the log says so. */
  async keep({ result, detail, panelMs }: Outcome): Promise<void> {
    this.kept = true;
    const actor = this.#actor;
    const door = this.#door;
    const doorId = this.#doorId;
    const intent = { type: 'door.open' as const, subject: `door ${doorId}` };
    try {
      await write(this.#core, actor, intent, async (tx) => {
        const event = {
          domainId: actor.domainId,
          kind: 'app' as const,
          result,
          detail,
          panelMs,
          doorId: door ? doorId : null,
          doorName: door?.name ?? '',
          lockId: door?.lockId ?? null,
          cameraId: door?.cameraId ?? null,
          organizationId: this.#organizationId,
          userId: actor.kind === 'user' ? actor.id : null,
          who: actorName(actor),
          address: actor.trace.address,
        };
        tx.later(insertDoorEvent(tx.sql, event));
        const changes = {
          opening: [null, result] as const,
          ...(detail === '' ? {} : { detail: [null, detail] as const }),
        };
        tx.changed({ action: 'change', objectKind: 'door', objectId: doorId, changes });
      });
    } catch (cause) {
      this.#core.log.error({ cause, doorId, result, who: actorName(actor) }, 'door event not stored');
    }
  }
}

import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../core/actor.ts';
import type { Core } from '../../../core/core.ts';
import { objectIn } from './body.ts';
import { Fields } from './fields.ts';
import type { BillSettings } from './settings.ts';

/** One call of a method, and in whose name it is done. */
export class Call {
  readonly request: FastifyRequest;
  readonly actor: Actor;
  readonly settings: BillSettings;
  #fields: Fields | undefined;

  constructor(request: FastifyRequest, actor: Actor, settings: BillSettings) {
    this.request = request;
    this.actor = actor;
    this.settings = settings;
  }

  /** Read when first asked for: list methods take any body. */
  get fields(): Fields {
    this.#fields ??= new Fields(objectIn(this.request.body));
    return this.#fields;
  }

  /** The same where they were read. */
  get known(): Fields | undefined {
    return this.#fields;
  }

  /** As this request has to use it: an idempotent one runs in a transaction of its own. */
  get core(): Core {
    return this.request.core;
  }
}

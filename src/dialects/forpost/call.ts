import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { Parameters } from './parameters.ts';

/** One call of a method: its parameters, and who signed it. */
export class Call extends Parameters {
  readonly request: FastifyRequest;
  readonly actor: Actor;

  constructor(request: FastifyRequest, actor: Actor, values: Readonly<Record<string, unknown>>) {
    super(values);
    this.request = request;
    this.actor = actor;
  }

  /** The words `xml` and `XML` alone switch: players send other formats to methods that have none. */
  get wantsXml(): boolean {
    return this.optionalText('Format')?.toLowerCase() === 'xml';
  }

  /** As this request has to use it: an idempotent one runs in a transaction of its own. */
  get core(): Core {
    return this.request.core;
  }
}

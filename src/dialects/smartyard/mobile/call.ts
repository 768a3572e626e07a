import type { FastifyRequest } from 'fastify';
import type { UserActor } from '../../../core/actor.ts';
import type { ArchiveRanges } from '../../../core/cameras/recording/archive-days.ts';
import type { Core } from '../../../core/core.ts';
import { baseUrl } from '../../../http/base-url.ts';
import type { Body } from '../../wire/values.ts';
import { badForm } from './answer.ts';

/** Words by which apps say "nothing". */
const NOTHING = new Set(['', 'None', 'null', 'undefined']);
const MAX_INTEGER = 2_147_483_647;

/** One request of an app: its fields, and who signed in. */
export class Call {
  readonly request: FastifyRequest;
  readonly body: Body;
  readonly recorded: ArchiveRanges;

  constructor(request: FastifyRequest, body: Body, recorded: ArchiveRanges) {
    this.request = request;
    this.body = body;
    this.recorded = recorded;
  }

  get core(): Core {
    return this.request.core;
  }

  /** Base URL of this server as the client addresses it. */
  get base(): string {
    return baseUrl(this.request);
  }

  /** Undefined: not sent, or sent without a value. Numbers are text: ids and telephones come as such. */
  text(name: string): string | undefined {
    const value = Object.hasOwn(this.body, name) ? this.body[name] : undefined;
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'object' || typeof value === 'function') throw badForm();
    const text = String(value).trim();
    if (text.includes('\u0000') || text.length > 10_000) throw badForm();
    return NOTHING.has(text) ? undefined : text;
  }

  required(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw badForm();
    return text;
  }

  /** 0: sent, and no id that there could be. */
  id(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
    return number <= MAX_INTEGER ? number : 0;
  }

  requiredId(name: string): number {
    const id = this.id(name);
    if (id === undefined) throw badForm();
    return id;
  }

  flag(name: string): boolean | undefined {
    return flagOf(this.text(name));
  }
}

/** A call of somebody who signed in. */
export class UserCall extends Call {
  readonly actor: UserActor;
  readonly sessionId: string;

  constructor(call: Call, actor: UserActor, sessionId: string) {
    super(call.request, call.body, call.recorded);
    this.actor = actor;
    this.sessionId = sessionId;
  }
}

/** `t`, `true`, `yes`, `1` and their opposites; undefined: not said. */
export function flagOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(t|true|yes|1)$/i.test(text)) return true;
  if (/^(f|false|no|0)$/i.test(text)) return false;
  throw badForm();
}

export const word = (value: boolean): 't' | 'f' => (value ? 't' : 'f');

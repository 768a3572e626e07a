import type { Permission } from './permissions/permission.ts';
import type { DomainRights } from './users/domain-rights.ts';

/** Where a request came from; goes into every audit row. */
export interface Trace {
  readonly requestId: string;
  /** watcher, api, console, cli ... */
  readonly dialect: string;
  /** Set by the dialects through which a provider's billing speaks; absent: our own API, pages, jobs. */
  readonly integration?: boolean;
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
  /** Of a request that is done again by itself: the billing event of the first time. */
  readonly retryOf?: number;
  /** Called once a refused write of this request has its billing event. */
  readonly heard?: () => void;
}

export interface ClientActor {
  readonly kind: 'client';
  readonly id: number;
  readonly name: string;
  readonly domainId: number;
  readonly trace: Trace;
}

/** An administrator who acts under a subscriber's name. */
export interface Support {
  readonly id: number;
  readonly login: string;
  /** `view`: every change is refused. */
  readonly mode: 'view' | 'act';
  readonly until: Date;
}

export interface UserActor extends DomainRights {
  readonly kind: 'user';
  readonly id: number;
  readonly login: string;
  readonly domainId: number;
  readonly administrator: boolean;
  readonly readonly: boolean;
  /** Has to set a new password before anything else. */
  readonly mustChangePassword: boolean;
  /** What the user may not do at all, whatever its role and grants; nothing of an administrator. */
  readonly denied: readonly Permission[];
  /** The machine client that acts in this user's name. */
  readonly viaClient: { readonly id: number; readonly name: string } | undefined;
  /** Who stands behind the user in this session; absent: the user. */
  readonly support?: Support;
  readonly trace: Trace;
}

/** The product itself: first start, command line, jobs. */
export interface SystemActor {
  readonly kind: 'system';
  /** In whose name it acts, as a payment gateway's; absent: its own. */
  readonly name?: string;
  readonly domainId: number;
  readonly trace: Trace;
}

/** The product itself at work in the background; `work` names it in requests and logs, `dialect` in the audit. */
export const systemActor = (domainId: number, work: string, dialect = work): SystemActor => ({
  kind: 'system',
  domainId,
  trace: { requestId: work, dialect, address: undefined, userAgent: undefined },
});

/** Who asks. */
export type Actor = ClientActor | UserActor | SystemActor;

export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return actor.support ? `${actor.support.login} (as ${actor.login})` : actor.login;
  return actor.name ?? 'system';
}

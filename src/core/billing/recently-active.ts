import type { Core } from '../core.ts';

const DAY_MS = 24 * 3_600_000;

export interface SeenUser {
  readonly userId: number;
  readonly domainId: number;
}

export interface SeenContract {
  readonly uid: string;
  readonly domainId: number;
}

/** Condition on `app_user u`: seen in the last day, or watching now. */
const seen = (core: Core) => core.lists`
  (u.last_seen_at > ${new Date(core.clock().getTime() - DAY_MS)}
    or u.id in (select v.viewer_id from viewing v where v.viewer_kind = 'user' and v.ended_at is null))`;

/** Users of telephones that were seen in the last day, whose contracts the billing was not asked for since `before`. */
export async function usersToAskAbout(core: Core, before: Date): Promise<readonly SeenUser[]> {
  return await core.lists<SeenUser[]>`
    select u.id as user_id, u.domain_id from app_user u
    where u.sign_in_phone is not null and ${seen(core)} and not exists (
      select from connector_answer a where a.domain_id = u.domain_id and a.question = 'contracts'
        and a.subject = u.sign_in_phone and a.asked_at > ${before})
    order by u.id`;
}

/** Contracts whose people were, and whose state it was not asked for since then. */
export async function contractsToAskAbout(core: Core, before: Date): Promise<readonly SeenContract[]> {
  return await core.lists<SeenContract[]>`
    with seen as (select u.id, u.home_organization_id as home from app_user u where ${seen(core)})
    select o.outside_uid as uid, o.domain_id from organization o
    where o.outside_uid is not null and (
      o.owner_id in (select id from seen) or o.id in (select home from seen)
      or o.id in (select m.organization_id from membership m join seen on seen.id = m.user_id))
      and not exists (
        select from connector_answer a where a.domain_id = o.domain_id and a.question = 'state'
          and a.subject = o.outside_uid and a.asked_at > ${before})
    order by o.id`;
}

import type { Db } from '../../../db/sql.ts';
import { transaction } from '../../../db/transaction.ts';
import type { Core } from '../../core.ts';
import { mailbox } from '../../domains/settings.ts';
import { languageOf } from '../../languages/languages.ts';
import type { Letter } from '../../languages/messages.ts';
import { MESSAGES } from '../../languages/words.ts';
import { enqueue } from '../../outbox/outbox.ts';

/** A camera whose stream is larger now than it may be. */
export interface OverLimit {
  readonly cameraId: number;
  readonly domainId: number;
  readonly name: string;
  readonly title: string;
  readonly organizationTitle: string;
  readonly locale: string;
  /** kbit/s */
  readonly bitrate: number;
  readonly bandwidthLimit: number;
}

const ONCE_A_DAY_SECONDS = 86_400;
/** A state that is older says nothing of now. */
const FRESH_SECONDS = 30;

/** Cameras over their limit of bandwidth that nobody was told of within the last day. */
export async function overBandwidth(core: Core): Promise<readonly OverLimit[]> {
  return await core.lists`
    select c.id as camera_id, c.domain_id, c.name, c.title, o.title as organization_title, d.locale, s.bitrate, c.bandwidth_limit
    from stream_state s
    join camera c on c.id = s.camera_id
    join organization o on o.id = c.organization_id
    join domain d on d.id = c.domain_id
    left join camera_connection n on n.camera_id = c.id
    where s.alive and s.bitrate > c.bandwidth_limit and s.updated_at > now() - make_interval(secs => ${FRESH_SECONDS})
      and (n.bandwidth_alarm_at is null or n.bandwidth_alarm_at <= ${dayBefore(core)})
    order by c.id`;
}

/**
 * Mails the provider's administrators that a camera sends more than it may, once a day a camera however many processes
 * look; without a mail server it is noted in the log alone. Gives back how many are told.
 */
export async function alarmBandwidth(core: Core, over: OverLimit): Promise<number> {
  const { cameraId, domainId } = over;
  const hasMail = (await mailbox(core, domainId)) !== undefined;
  const told = await transaction(core.sql, async (sql) => {
    const claimed = await sql`
      insert into camera_connection (camera_id, bandwidth_alarm_at) values (${cameraId}, ${core.clock()})
      on conflict (camera_id) do update set bandwidth_alarm_at = excluded.bandwidth_alarm_at
      where camera_connection.bandwidth_alarm_at is null or camera_connection.bandwidth_alarm_at <= ${dayBefore(core)}
      returning 1`;
    if (claimed.count === 0) return undefined;
    const to = hasMail ? await administratorsOf(sql, domainId) : [];
    const letter = letterOf(over);
    for (const address of to) await enqueue(core, sql, domainId, { kind: 'mail', to: address, ...letter });
    return to.length;
  });
  if (told === undefined) return 0;
  const { bitrate, bandwidthLimit } = over;
  core.log.warn({ cameraId, bitrate, bandwidthLimit, mails: told }, 'a camera sends more than its limit of bandwidth');
  return told;
}

const dayBefore = (core: Core): Date => new Date(core.clock().getTime() - ONCE_A_DAY_SECONDS * 1000);

/** Those who sign the billing's calls and those who sign in, where they have an address and are not shut out. */
async function administratorsOf(sql: Db, domainId: number): Promise<readonly string[]> {
  const rows = await sql<{ email: string }[]>`
    select min(email) as email from (
      select a.email from api_client a where a.domain_id = ${domainId} and a.enabled
      union all
      select u.email from app_user u
      where u.domain_id = ${domainId} and u.kind = 'administrator'
        and not exists (select from block b where b.subject_kind = 'user' and b.subject_id = u.id)) as administrator
    where email like '%@%' group by lower(email) order by 1`;
  return rows.map(({ email }) => email);
}

function letterOf(over: OverLimit): Letter {
  const camera = over.title.trim() === '' ? over.name : over.title;
  return MESSAGES[languageOf(over.locale) ?? 'en'].overBandwidth({ ...over, camera });
}

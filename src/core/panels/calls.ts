import type { Db, Fragment } from '../../db/sql.ts';
import { APARTMENT, CONTRACT } from '../access/grants.ts';
import { type Core, reader } from '../core.ts';
import { CONNECTIONS, ringsApps } from '../intercoms/connection.ts';
import { type Flat, isSameFlat } from '../organizations/flat.ts';
import { sipPasswordLabel } from './queries.ts';

/** A panel as a telephone exchange has to know it. */
export interface CallingPanel {
  readonly cameraId: number;
  /** Of its camera. */
  readonly uuid: string;
  readonly name: string;
  readonly title: string;
  readonly organizationId: number;
  readonly sipId: number | null;
  readonly monitorId: number | null;
  readonly dtmf: string | null;
  /** Host of the panel itself; empty: unknown. */
  readonly address: string;
  /** Null: it cannot sign in. */
  readonly sipPassword: string | null;
}

/** A contract that a call is for. */
export interface CalledContract {
  readonly organizationId: number;
  readonly uid: string;
  /** It wants calls; at a panel: and the intercom rings the apps of its flat. */
  readonly calls: boolean;
  /** Of whoever set it, other than the billing that is asked. */
  readonly blocked: boolean;
}

/** Who answers for a contract. */
export interface CalledPerson {
  readonly userId: number;
  /** Eleven digits from 8 on. */
  readonly phone: string;
  readonly name: string | null;
  /** Where an app is told of the call, the newest first. */
  readonly push: readonly { readonly token: string; readonly platform: string }[];
}

/** By the number of its SIP login; undefined: no such panel. */
export async function panelCalling(
  core: Core,
  domainId: number,
  by: { readonly sipId: number } | { readonly monitorId: number },
): Promise<CallingPanel | undefined> {
  const sql = reader(core);
  const where = 'sipId' in by ? sql`p.sip_id = ${by.sipId}` : sql`p.monitor_id = ${by.monitorId}`;
  return (await panels(core, sql, sql`p.domain_id = ${domainId} and ${where}`))[0];
}

/** All that have a SIP login. */
export async function panelsCalling(core: Core, domainId: number): Promise<readonly CallingPanel[]> {
  const sql = reader(core);
  return await panels(
    core,
    sql,
    sql`p.domain_id = ${domainId} and (p.sip_id is not null or p.monitor_id is not null) order by p.camera_id`,
  );
}

async function panels(core: Core, sql: Db, condition: Fragment): Promise<readonly CallingPanel[]> {
  const rows = await sql<(Omit<CallingPanel, 'sipPassword'> & { sipPasswordSealed: Uint8Array | null })[]>`
    select p.camera_id, c.uuid, c.name, c.title, c.organization_id, p.sip_id, p.monitor_id, p.dtmf, p.address, p.sip_password_sealed
    from panel p join camera c on c.id = p.camera_id where ${condition}`;
  return rows.map(({ sipPasswordSealed, ...panel }) => ({
    ...panel,
    sipPassword:
      sipPasswordSealed === null ? null : core.sealer.open(sipPasswordLabel(panel.cameraId), sipPasswordSealed),
  }));
}

/** A contract that has a right on a panel, or on a lock behind its door. */
export interface ContractAtPanel extends CalledContract {
  readonly flat: string | null;
  /** The billing sells by device, and opens none of these at present; null: one is open. */
  readonly suspended: 'off' | 'unpaid' | null;
}

/** Connections whose calls ring apps; the others are the business of the panel and the exchange. */
const RINGS_APPS = CONNECTIONS.filter(ringsApps);

/**
 * Those of a flat, which may be several, or the one of a uid. A panel dials numbers: who asks for 11 gets the contracts of
 * flat 11, and where there is none those of 11а and 11б. By id.
 */
export async function contractsAtPanel(
  core: Core,
  domainId: number,
  panel: CallingPanel,
  of: Flat | { readonly uid: string },
): Promise<readonly ContractAtPanel[]> {
  const sql = reader(core);
  const { cameraId, organizationId } = panel;
  const whose = 'uid' in of ? sql`c.uid = ${of.uid}` : sql`coalesce(r.apartment, c.apartment) = ${of.apartment}`;
  const found = await sql<ContractAtPanel[]>`
    with right_on as (
      select g.subject_id as organization_id, g.suspended, g.flat, g.apartment from access_grant g
      where g.subject_kind = 'organization' and g.object_kind = 'device' and g.source = any(${[CONTRACT, APARTMENT]}::text[])
        and (g.object_id = ${cameraId} or g.object_id in (select d.lock_id from door d where d.camera_id = ${cameraId}))
      union all select ${organizationId}::int, null, null, null)
    select c.organization_id, c.uid, coalesce(r.flat, c.flat) as flat,
      c.calls and coalesce(s.calls, p.calls) and coalesce(s.connection, p.connection) = any(${RINGS_APPS}::text[]) as calls, c.blocked,
      case when bool_or(r.suspended is null) then null else max(r.suspended) end as suspended
    from (${selectContracts(sql, domainId)}) c join right_on r on r.organization_id = c.organization_id
    join panel p on p.camera_id = ${cameraId}
    left join intercom_flat s on s.camera_id = p.camera_id and s.flat = lower(coalesce(r.flat, c.flat))
    where ${whose} group by 1, 2, 3, 4, 5 order by 1`;
  if ('uid' in of) return found;
  const exact = found.filter(({ flat }) => isSameFlat(flat, of.flat));
  return exact.length > 0 ? exact : found;
}

export async function contractCalled(core: Core, domainId: number, uid: string): Promise<CalledContract | undefined> {
  const sql = reader(core);
  const [row] = await sql<CalledContract[]>`${selectContracts(sql, domainId)} and o.outside_uid = ${uid}`;
  return row;
}

const selectContracts = (sql: Db, domainId: number): Fragment => sql`
  select o.id as organization_id, o.outside_uid as uid, o.flat, o.apartment,
    coalesce((select s.calls from intercom_setting s where s.organization_id = o.id), true) as calls,
    exists (select from block b where b.subject_kind = 'organization' and b.subject_id = o.id
            and b.effect = 'service' and b.source <> 'connector') as blocked
  from organization o where o.domain_id = ${domainId} and o.outside_uid is not null`;

/** Numbers of the monitors at hand of a contract's people: of the panels that it has a right on. */
export async function monitorsOf(core: Core, { organizationId }: CalledContract): Promise<readonly number[]> {
  const rows = await reader(core)<{ monitorId: number }[]>`
    select distinct p.monitor_id from panel p join access_grant g on g.object_id = p.camera_id
    where p.monitor_id is not null and g.object_kind = 'device' and g.source = any(${[CONTRACT, APARTMENT]}::text[])
      and g.subject_kind = 'organization' and g.subject_id = ${organizationId} and g.suspended is null
    order by p.monitor_id`;
  return rows.map(({ monitorId }) => monitorId);
}

/** People of a contract who signed in by telephone and are not blocked. */
export async function peopleOfContract(core: Core, organizationId: number): Promise<readonly CalledPerson[]> {
  return await reader(core)<CalledPerson[]>`
    select u.id as user_id, u.sign_in_phone as phone, u.name,
      coalesce((select jsonb_agg(jsonb_build_object('token', t.token, 'platform', t.platform) order by t.updated_at desc)
                from push_token t where t.user_id = u.id), '[]') as push
    from membership m join app_user u on u.id = m.user_id
    where m.organization_id = ${organizationId} and u.sign_in_phone is not null
      and not exists (select from block b where b.subject_kind = 'user' and b.subject_id = u.id)
    order by u.id`;
}

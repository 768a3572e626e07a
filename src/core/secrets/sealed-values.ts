import type { Db, Tx } from '../../db/sql.ts';
import type { Sealer } from './sealer.ts';

/** What becomes of a value that cannot be opened any more. */
type Loss =
  /** It is gone until somebody types it anew. */
  | 'typed'
  /** It was for a while only, or is made anew by itself: its row goes. */
  | 'row'
  /** The key itself is known by its hash and goes on; it cannot be shown. */
  | 'shown';

interface SealedColumn {
  readonly what: string;
  readonly table: string;
  readonly column: string;
  /** SQL of the label that it was sealed with. */
  readonly label: string;
  /** SQL of whose it is, as an operator knows it. */
  readonly owner: string;
  readonly loss: Loss;
}

const camera = (id: string): string =>
  `'camera ' || ${id} || coalesce(' ' || (select name from camera where id = ${id}), '')`;
const url = (column: string, field: string, what: string): SealedColumn => ({
  ...{ what, table: 'camera', column, label: `'camera.${field}:' || id`, owner: camera('s.id'), loss: 'typed' },
});
const ofDomain = (column: string, what: string): SealedColumn => ({
  ...{ what, table: 'domain', column: `${column}_sealed`, label: `'domain.${column}:' || id` },
  ...{ owner: "'settings'", loss: 'typed' },
});
const ofWebhook = (field: string, column: string, what: string): SealedColumn => ({
  ...{ what, table: 'webhook_endpoint', column, label: `'webhook_endpoint.${field}:' || id` },
  ...{ owner: "'webhook ' || id", loss: 'typed' },
});

/** Every column that holds sealed values. A test compares it with the database. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    ...{ what: 'the API key of the billing', table: 'api_client', column: 'key_sealed' },
    label: "'api_client.key:' || id",
    owner: 'name',
    loss: 'shown',
  },
  ofDomain('map_tiles', 'the address of the pictures under its maps'),
  ofDomain('auth_backend_url', 'the address that is asked for logins and passwords'),
  ofDomain('mail_uri', 'the SMTP server with its password'),
  ofDomain('sms_uri', 'the SMS gateway with its password'),
  ofDomain('sms_body', 'what is posted to the SMS gateway'),
  url('stream_url_sealed', 'streamUrl', 'login and password in the address of its stream'),
  url('substream_url_sealed', 'substreamUrl', 'login and password in the address of its second stream'),
  url('thumbnails_url_sealed', 'thumbnailsUrl', 'login and password in the address of its pictures'),
  url('onvif_url_sealed', 'onvifUrl', 'login and password in its ONVIF address'),
  {
    ...{ what: 'the key of its agent', table: 'camera_agent', column: 'key_sealed' },
    label: "'camera.agent_key:' || camera_id",
    owner: camera('s.camera_id'),
    loss: 'typed',
  },
  {
    ...{ what: 'the PIN of its agent', table: 'camera_agent', column: 'pin_sealed' },
    label: "'camera.agent_pin:' || camera_id",
    owner: camera('s.camera_id'),
    loss: 'typed',
  },
  {
    ...{ what: 'the ONVIF login and password', table: 'camera_connection', column: 'onvif_credentials_sealed' },
    label: "'camera_connection.onvif_credentials:' || camera_id",
    owner: camera('s.camera_id'),
    loss: 'typed',
  },
  {
    ...{ what: 'the password of its panel', table: 'panel', column: 'password_sealed' },
    label: "'panel.password:' || camera_id",
    owner: camera('s.camera_id'),
    loss: 'typed',
  },
  {
    ...{ what: 'the SIP password of its panel', table: 'panel', column: 'sip_password_sealed' },
    label: "'panel.sip_password:' || camera_id",
    owner: camera('s.camera_id'),
    loss: 'typed',
  },
  {
    ...{ what: 'credentials in the command that opens it', table: 'door', column: 'command_sealed' },
    label: "'door.command:' || id",
    owner: "'door ' || id || ' ' || name",
    loss: 'typed',
  },
  {
    ...{ what: 'the digits of a door code', table: 'door_code', column: 'digits_sealed' },
    label: "'door_code.digits:' || id",
    owner: "'door code ' || id || ' of organization ' || organization_id",
    loss: 'row',
  },
  {
    ...{ what: 'the own key', table: 'app_user', column: 'user_key_sealed' },
    label: "'app_user.key:' || id",
    owner: "'user ' || id || ' ' || login",
    loss: 'typed',
  },
  {
    ...{
      what: 'the password of a former panel: keys may be left on it',
      table: 'panel_leaving',
      column: 'password_sealed',
    },
    label: "'panel.password:' || camera_id",
    owner: "'panel at ' || address",
    loss: 'row',
  },
  {
    ...{ what: 'what it takes to restore it', table: 'deleted_camera', column: 'rows_sealed' },
    label: "'deleted_camera.rows:' || camera_id",
    owner: "'deleted camera ' || camera_id || ' ' || name",
    loss: 'row',
  },
  {
    ...{ what: 'the SIP account', table: 'sip_account', column: 'password_sealed' },
    label: "'sip_account.password:' || user_id",
    owner: "'user ' || user_id",
    loss: 'row',
  },
  {
    ...{ what: 'the secret that its calls are signed with', table: 'payment_gateway', column: 'secret_sealed' },
    label: "'payment_gateway.secret:' || id",
    owner: "'payment gateway ' || id || ' ' || name",
    loss: 'typed',
  },
  {
    ...{ what: 'its former secret', table: 'payment_gateway', column: 'former_secret_sealed' },
    label: "'payment_gateway.secret:' || id",
    owner: "'payment gateway ' || id || ' ' || name",
    loss: 'typed',
  },
  {
    ...{ what: 'the secret that its calls are signed with', table: 'analytics_engine', column: 'secret_sealed' },
    label: "'analytics_engine.secret:' || id",
    owner: "'analytics engine ' || id || ' ' || name",
    loss: 'typed',
  },
  {
    ...{ what: 'its former secret', table: 'analytics_engine', column: 'former_secret_sealed' },
    label: "'analytics_engine.secret:' || id",
    owner: "'analytics engine ' || id || ' ' || name",
    loss: 'typed',
  },
  ofWebhook('url', 'url_sealed', 'the address that is told of events'),
  ofWebhook('secret', 'secret_sealed', 'the secret that its messages are signed with'),
  ofWebhook('secret', 'previous_secret_sealed', 'its former secret'),
  {
    ...{ what: 'the answer that is kept for a repeat', table: 'idempotency_key', column: 'body_sealed' },
    label: "'idempotency_key.body:' || caller || ' ' || key",
    owner: 'caller',
    loss: 'row',
  },
  {
    ...{ what: 'a message that was not sent yet', table: 'outbox_message', column: 'payload_sealed' },
    label: "'outbox.payload:' || kind",
    owner: 'kind',
    loss: 'row',
  },
];

/** Undefined: nothing is sealed yet. The billing's key is there from the first start on. */
export async function opensDatabase(sql: Db, sealer: Sealer | undefined): Promise<boolean | undefined> {
  const [row] = await sql<{ label: string; sealed: Uint8Array }[]>`
    select 'api_client.key:' || id as label, key_sealed as sealed from api_client order by id limit 1`;
  return row && sealer !== undefined && opens(sealer, row);
}

export interface LostValue {
  readonly owner: string;
  readonly what: string;
  readonly loss: Loss;
}

/** Every value that the key does not open. */
export async function lostValues(sql: Db, sealer: Sealer): Promise<readonly LostValue[]> {
  const lost: LostValue[] = [];
  for (const column of SEALED_COLUMNS)
    for (const { owner } of await lostIn(sql, sealer, column))
      lost.push({ owner, what: column.what, loss: column.loss });
  return lost;
}

/** Shown where a key goes on that cannot be shown any more. */
export const UNKNOWN_KEY = 'The key that is in use cannot be shown: its secret.key was lost. Make a new one';

/** Lets go of every value that the key does not open, in one transaction, and names them. */
export async function forgetLost(tx: Tx, sealer: Sealer): Promise<readonly LostValue[]> {
  const lost = await lostValues(tx, sealer);
  for (const column of SEALED_COLUMNS) {
    for (const { ctid, label } of await lostIn(tx, sealer, column)) {
      const [table, name] = [tx(column.table), tx(column.column)];
      if (column.loss === 'row') await tx`delete from ${table} where ctid = ${ctid}::tid`;
      else {
        const left = column.loss === 'shown' ? sealer.seal(label, UNKNOWN_KEY) : null;
        await tx`update ${table} set ${name} = ${left} where ctid = ${ctid}::tid`;
      }
    }
  }
  return lost;
}

interface SealedRow {
  readonly ctid: string;
  readonly label: string;
  readonly owner: string;
  readonly sealed: Uint8Array;
}

async function lostIn(sql: Db, sealer: Sealer, of: SealedColumn): Promise<readonly SealedRow[]> {
  const rows = await sql.unsafe<SealedRow[]>(
    `select s.ctid::text as ctid, ${of.label} as label, ${of.owner} as owner, s.${of.column} as sealed
     from ${of.table} s where s.${of.column} is not null order by 2`,
  );
  return rows.filter((row) => !opens(sealer, row));
}

function opens(sealer: Sealer, { label, sealed }: { readonly label: string; readonly sealed: Uint8Array }): boolean {
  try {
    sealer.open(label, sealed);
    return true;
  } catch {
    return false;
  }
}

import { fillCameras, install } from './support/installation.ts';
import { median, report } from './support/result.ts';
import { load, request } from './support/wire.ts';

/** What does SmartYard's /bill/api cost over the same verbs in our own API: giving a contract a device, and telling what it has? */
const CAMERAS = 10_000;
/** Of either kind: those that are given to, and those that are read and have ten devices each. */
const CONTRACTS = 1000;
const DEVICES_EACH = 10;
const ROUNDS = 3;
const MS = 4000;
const AT_ONCE = 16;

const { server, sql, close } = await install();
try {
  await fillCameras(sql, CAMERAS);
  await fillContracts();
  const devices = (await sql<{ id: number }[]>`select id from camera order by id`).map(({ id }) => id);
  const contracts = await sql<{ id: number; uid: string }[]>`
    select id, outside_uid as uid from organization where outside_uid is not null order by id`;
  const key = { 'x-vedette-key': server.apiKey };
  const bill = (method: string, body: object) => request('POST', `/bill/api/${method}/`, {}, body);
  const own = (method: string, path: string) => request(method, `/api/vedette/v1/organizations/${path}`, key);
  const given = (n: number) => contracts[n % CONTRACTS] ?? { id: 0, uid: '' };
  const read = (n: number) => contracts[CONTRACTS + (n % CONTRACTS)] ?? { id: 0, uid: '' };
  /** A right that nobody gave before: each contract gets the first device before any gets the second. */
  let pair = 0;
  const next = () => {
    const n = pair++;
    return { ...given(n), device: devices[Math.floor(n / CONTRACTS)] ?? 0 };
  };
  const verbs = {
    add: {
      us: () => {
        const { uid, device } = next();
        return bill('rights_add', { uid, device_id: device });
      },
      own: () => {
        const { id, device } = next();
        return own('PUT', `${id}/devices/${device}`);
      },
    },
    list: {
      us: (n: number) => bill('rights_list', { uid: read(n).uid }),
      own: (n: number) => own('GET', `${read(n).id}/devices`),
    },
  };
  const rates = { add: { us: [] as number[], own: [] as number[] }, list: { us: [] as number[], own: [] as number[] } };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const verb of ['add', 'list'] as const) {
      for (const side of ['us', 'own'] as const) {
        const { perSecond } = await load(server.port, AT_ONCE, MS, verbs[verb][side]);
        if (round > 0) rates[verb][side].push(perSecond);
      }
    }
  }
  const [count] = await sql<{ given: number }[]>`
    select count(*)::int as given from access_grant g join organization o on o.id = g.subject_id
    where g.subject_kind = 'organization' and g.source = 'contract' and o.outside_uid <> '' and g.object_kind = 'device'`;
  const expected = pair + CONTRACTS * DEVICES_EACH;
  if (count?.given !== expected) throw new Error(`${count?.given} rights are there, ${expected} were given`);
  report({
    name: 'rights',
    question: "What does SmartYard's /bill/api cost over the same verbs in our own API?",
    measures: [
      measure(
        'rights_add of one device, each new',
        rates.add,
        'PUT /organizations/{id}/devices/{deviceId} in our own API',
      ),
      measure(`rights_list of ${DEVICES_EACH} devices`, rates.list, 'GET /organizations/{id}/devices in our own API'),
    ],
    notes: { ...rates, given: pair },
  });
} finally {
  await close();
}

function measure(title: string, sides: { us: number[]; own: number[] }, limitIs: string) {
  return {
    title: `${title}, ${AT_ONCE} at once`,
    unit: 'calls/s',
    us: median(sides.us),
    limit: median(sides.own),
    limitIs,
    wanted: { atLeast: 0.8 },
  };
}

async function fillContracts(): Promise<void> {
  await sql`
    insert into organization (domain_id, title, outside_uid)
    select 1, 'Contract ' || g, g::text from generate_series(1, ${2 * CONTRACTS}) as g`;
  await sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot, actions)
    select 'organization', o.id, 'device', c.id, 'contract', true, true, true, true, true
    from organization o cross join (select id from camera order by id limit ${DEVICES_EACH}) as c
    where o.outside_uid::int > ${CONTRACTS}`;
  await sql.unsafe('analyze organization, access_grant');
}

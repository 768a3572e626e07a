import { medianCall } from './support/calls.ts';
import { install } from './support/installation.ts';
import { report } from './support/result.ts';

/** How long do lists of billing events take among three million of 90 days, by each filter, rare ones too? */
const EVENTS = 3_000_000;
const USERS = 100_000;
const CONTRACTS = 100_000;
const DAYS = 90;
const ROUNDS = 7;
const PAGE_MS = 300;

const { server, sql, close } = await install();
try {
  await fillEvents();
  const day = (ago: number) => encodeURIComponent(new Date(Date.now() - ago * 86_400_000).toISOString());
  const queries: Readonly<Record<string, string>> = {
    'the newest': '',
    'the newest, counted': '&count=true',
    'a page in the middle': `&after=${EVENTS / 2}`,
    'refused ones, 1 in 100': '&outcome=rejected',
    'failed ones, of which there is none': '&outcome=failed',
    'the most common type': '&type=billing.update_camera',
    'a rare type': '&type=billing.terminate_entity',
    'an own name of a rare kind': '&type=tariff.change',
    'an own name of which there is none': '&type=never.asked',
    'a dialect that asked long ago': '&dialect=vms',
    'a client that asked long ago': '&client=client-77',
    'a day two months ago': `&from=${day(61)}&to=${day(60)}`,
    'a refused type of a day two months ago': `&from=${day(61)}&to=${day(60)}&outcome=rejected&type=billing.new_entity`,
    'about one user': `&userId=${USERS / 2}`,
    'about one contract': `&organizationId=${CONTRACTS / 2}`,
    'a text of which there is none': '&search=nowhere',
  };
  const measures = [];
  for (const [title, query] of Object.entries(queries))
    measures.push({
      title,
      unit: 'ms',
      us: await medianCall(server, `/billing-events?limit=50${query}`, ROUNDS),
      limit: PAGE_MS,
      limitIs: 'what a page of a card may take',
      wanted: { atMost: 1 },
    });
  report({ name: 'events', question: 'How long do lists of billing events take?', measures });
} finally {
  await close();
}

/** Nine in ten change a camera; users and contracts are named by one in ten each; one client and one dialect asked long ago. */
async function fillEvents(): Promise<void> {
  await sql`insert into app_user (domain_id, login) select 1, 'user-' || g from generate_series(1, ${USERS}) as g`;
  await sql`insert into organization (domain_id, title) select 1, 'Contract ' || g from generate_series(1, ${CONTRACTS}) as g`;
  await sql`
    insert into billing_event (domain_id, at, request_id, client_id, dialect, type, types, outcome, subject, message, request, duration_ms,
      address, user_ids, organization_ids)
    select 1, now() - make_interval(secs => (${EVENTS} - g) * ${(DAYS * 86_400) / EVENTS}::float8), 'request-' || g,
      case when g = 1000 then 77 else 1 + g % 3 end,
      case when g < 20 then 'vms' else (array['watcher', 'forpost', 'smartyard'])[1 + g % 3] end,
      case when g = 2000 then 'tariff.change' when g % 10 = 0 then 'user.change' else 'camera.change' end,
      case when g = 2000 then '{billing.change_tariff}'::text[] when g = 3000 then '{billing.terminate_entity}'::text[]
        when g % 10 = 0 then '{billing.new_entity}'::text[] else '{billing.update_camera}'::text[] end,
      case when g % 100 = 0 then 'rejected' else 'applied' end, 'camera ' || g % 300000, case when g % 100 = 0 then 'Login is taken' end,
      '{"title": "Yard", "stream_url": "rtsp://10.0.0.1/1", "dvr_depth": 7}'::jsonb, 5, '10.0.0.1',
      case when g % 10 = 0 then array[1 + g / 10 % ${USERS}]::int[] end, case when g % 10 = 5 then array[1 + g / 10 % ${CONTRACTS}]::int[] end
    from generate_series(1, ${EVENTS}) as g`;
  await sql.unsafe('analyze app_user, organization, billing_event');
}

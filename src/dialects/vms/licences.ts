import type { FastifyInstance } from 'fastify';
import { present } from '../../core/fields.ts';
import { LEVELS, type LicenceTotals } from '../../core/licences/licence.ts';
import { haveLicences, setLicencesByLogin } from '../../core/licences/operations.ts';
import { type Body, integerOrNull } from '../wire/values.ts';
import { actorIn } from './auth.ts';
import { fieldsIn, requiredText } from './values.ts';

/** `/user/manage/licenses`, as docs/dialects/vms.md#licences has it. */
export function licenceRoutes(app: FastifyInstance): void {
  app.post('/user/manage/licenses', async (request, reply) => {
    const body = fieldsIn(request.body);
    const login = requiredText(body, 'login');
    await setLicencesByLogin(request.core, actorIn(request), login, totalsIn(body));
    reply.code(204);
  });
  app.post('/user/manage/licenses/check', async (request) => {
    const body = fieldsIn(request.body);
    const login = requiredText(body, 'login');
    const named = totalsIn(body);
    // Asked for none, it is asked whether there is one of each.
    const asked = Object.keys(named).length > 0 ? named : { 1: 1, 2: 1, 3: 1 };
    const have = await haveLicences(request.core, actorIn(request), login, asked);
    return Object.fromEntries(LEVELS.flatMap((level) => (level in have ? [[nameOf(level), have[level]]] : [])));
  });
}

const nameOf = (level: (typeof LEVELS)[number]): string => `analytic_l${level}`;

const totalsIn = (body: Body): LicenceTotals =>
  present(Object.fromEntries(LEVELS.map((level) => [level, integerOrNull(body, nameOf(level)) ?? undefined])));

import { createOrganization } from '../../../src/core/organizations/operations.ts';
import { createPlan } from '../../../src/core/plans/operations.ts';
import { actorById } from '../../../src/core/sessions/sessions.ts';
import { createTicket } from '../../../src/core/tickets/operations.ts';
import { createUser } from '../../../src/core/users/operations.ts';
import type { TestApp } from '../../support/app.ts';
import { cameraFixtures } from './camera-fixtures.ts';
import type { Fixtures } from './cases.ts';
import { groupFixtures } from './group-fixtures.ts';

/** Made through the core, so that no method is needed to test another. */
export async function makeFixtures(app: TestApp): Promise<Fixtures> {
  const { core, system } = app;
  const [account] = await core.sql<{ id: number }[]>`select id from organization order by id limit 1`;
  const accountId = account?.id ?? 0;
  const [preset] = await core.sql<{ id: number }[]>`select id from preset order by id limit 1`;
  const tariff = await createPlan(core, system, { name: 'Неделя', presetId: preset?.id });
  const user = await createUser(core, system, { login: 'fixture', password: 'correct horse' }, accountId);
  await core.feed.settled();
  const asUser = await actorById(core, user.id, system.trace);
  const ticket = await createTicket(core, asUser, { title: 'Нет картинки', text: 'С утра' });
  const spareAccountIds: number[] = [];
  const spareUserIds: number[] = [];
  for (let i = 0; i < 10; i++) {
    const spare = await createOrganization(core, system, { title: `Лишний ${i}` });
    spareAccountIds.push(spare.id);
    spareUserIds.push((await createUser(core, system, { login: `spare-${i}` }, accountId)).id);
  }
  const spare = { spareAccountIds, spareUserIds };
  return {
    accountId,
    userId: user.id,
    ...spare,
    tariffId: tariff.id,
    ticketId: ticket.id,
    ...(await groupFixtures(app)),
    ...(await cameraFixtures(app)),
  };
}

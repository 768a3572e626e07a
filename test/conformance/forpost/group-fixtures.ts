import { createCamera } from '../../../src/core/cameras/operations.ts';
import { createFolder } from '../../../src/core/folders/operations.ts';
import { createOrganization } from '../../../src/core/organizations/operations.ts';
import { createUser } from '../../../src/core/users/operations.ts';
import type { TestApp } from '../../support/app.ts';

let counter = 0;

/** An account with a user, a group and a camera in it. */
export interface GroupFixture {
  readonly accountId: number;
  readonly userId: number;
  readonly groupId: number;
  readonly cameraId: number;
}

export async function groupFixture(app: TestApp): Promise<GroupFixture> {
  const { core, system } = app;
  const name = `group-fixture-${++counter}`;
  const { id: accountId } = await createOrganization(core, system, { title: name });
  const { id: userId } = await createUser(core, system, { login: name }, accountId);
  const { id: groupId } = await createFolder(core, system, accountId, { title: name });
  const { id: cameraId } = await createCamera(core, system, {
    name,
    organizationId: accountId,
    folderId: groupId,
    streamUrl: 'fake://clock',
  });
  return { accountId, userId, groupId, cameraId };
}

/** What the table test needs of groups. */
export async function groupFixtures(app: TestApp) {
  const own = await groupFixture(app);
  const foreign = await groupFixture(app);
  return {
    groupAccountId: own.accountId,
    groupUserId: own.userId,
    groupId: own.groupId,
    groupCameraId: own.cameraId,
    foreignGroupId: foreign.groupId,
  };
}

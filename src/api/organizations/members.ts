import { type Static, Type } from 'typebox';
import { present } from '../../core/fields.ts';
import { memberCount, memberPage, removeMember, setMember } from '../../core/organizations/members.ts';
import type { Member as CoreMember } from '../../core/organizations/organization.ts';
import { Done, Id, IdParams, Page, PageQuery } from '../contract/common.ts';
import { Member, MemberChange } from '../contract/people.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Organizations';
const MemberParams = Type.Object({ id: Id, userId: Id });

export function memberRoutes(app: Api): void {
  app.get(
    '/organizations/:id/members',
    {
      schema: {
        ...about(TAG, 'listMembers', 'Who belongs to it'),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(Member)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const actor = caller(request);
      const count = query.count ? () => memberCount(core, actor, params.id, query.search) : undefined;
      return await mapPage(await memberPage(core, actor, params.id, pageOf(query)), toWire, count);
    },
  );

  app.put(
    '/organizations/:id/members/:userId',
    {
      schema: {
        ...about(
          TAG,
          'setMember',
          'Take a user in, or change what a member may do',
          'Editing is not viewing: pictures need a grant.',
        ),
        params: MemberParams,
        body: MemberChange,
        response: answers(Member),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const { editCameras, editUsers, viewStatistics } = body;
      const fields = present({ editCameras, editUsers, viewStatistics });
      return toWire(await setMember(core, caller(request), params.id, params.userId, fields));
    },
  );

  app.delete(
    '/organizations/:id/members/:userId',
    {
      schema: {
        ...about(TAG, 'removeMember', 'Let a member go, with every right on its folders and cameras'),
        params: MemberParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await removeMember(request.core, caller(request), request.params.id, request.params.userId);
      return done;
    },
  );
}

const toWire = (m: CoreMember): Static<typeof Member> => ({
  userId: m.userId,
  login: m.login,
  name: m.name,
  owner: m.owner,
  editCameras: m.editCameras,
  editUsers: m.editUsers,
  viewStatistics: m.viewStatistics,
});

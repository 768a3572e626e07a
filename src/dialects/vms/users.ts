import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { changePermissions } from '../../core/permissions/operations.ts';
import type { PermissionChange } from '../../core/permissions/rule.ts';
import { changeSubscriber, createSubscriber } from '../../core/subscribers/operations.ts';
import type { Subscriber } from '../../core/subscribers/subscriber.ts';
import { together } from '../../core/together.ts';
import { isObject } from '../wire/body.ts';
import { actorIn } from './auth.ts';
import { permissionsIn } from './permissions-in.ts';
import { DIALECT, userIn } from './user-in.ts';
import { fieldsIn, requiredText, wrong } from './values.ts';

/** `/user/manage`, as docs/dialects/vms.md#users has it. */
export function userRoutes(app: FastifyInstance): void {
  app.post('/user/manage', async (request) => {
    const body = fieldsIn(request.body);
    const login = requiredText(body, 'login');
    const fields = userIn(body);
    const permissions = permissionsIn(body);
    if (fields.password === undefined) throw wrong('password', 'value_required');
    const actor = actorIn(request);
    return await withPermissions(request.core, actor, permissions, (core) =>
      createSubscriber(core, actor, login, fields, DIALECT),
    );
  });
  app.patch('/user/manage', async (request) => {
    const body = fieldsIn(request.body);
    const login = requiredText(body, 'login');
    const fields = userIn(body);
    const actor = actorIn(request);
    return await withPermissions(request.core, actor, permissionsIn(body), (core) =>
      changeSubscriber(core, actor, login, fields, DIALECT),
    );
  });
}

/** Both commit together. */
async function withPermissions(
  core: Core,
  actor: Actor,
  permissions: PermissionChange | undefined,
  change: (core: Core) => Promise<Subscriber>,
) {
  if (permissions === undefined) return userOut(await change(core));
  return await together(core, async (inside) => {
    const subscriber = await change(inside);
    await changePermissions(inside, actor, subscriber.id, permissions);
    return userOut(subscriber);
  });
}

const userOut = (subscriber: Subscriber) => ({
  id: subscriber.id,
  login: subscriber.login,
  name: subscriber.name,
  type: typeof subscriber.kept.type === 'string' ? subscriber.kept.type : null,
  status: subscriber.blocked ? 'blocked' : 'active',
  created_at: subscriber.createdAt.toISOString(),
  updated_at: subscriber.updatedAt.toISOString(),
  deleted_at: null,
  can_update_password: subscriber.mayChangePassword,
  billing_properties: propertiesOut(subscriber),
});

/** The telephone as it is now, whoever wrote it, then the others as the billing sent them. */
function propertiesOut({ phone, kept }: Subscriber): readonly { type: string; value: string }[] {
  const others = Array.isArray(kept.properties) ? kept.properties : [];
  const all = [...(phone ? [{ type: 'phone', value: phone }] : []), ...others];
  return all.flatMap((one: unknown) =>
    isObject(one) ? [{ type: String(one.type ?? ''), value: String(one.value ?? '') }] : [],
  );
}

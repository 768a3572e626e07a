import type { FastifyInstance } from 'fastify';
import { syncCameras } from '../../core/subscribers/cameras.ts';
import { syncIntercoms, type WantedIntercom } from '../../core/subscribers/intercoms.ts';
import type { Wanted, WantedCameras } from '../../core/subscribers/wanted.ts';
import { isObject } from '../wire/body.ts';
import { type Body, text } from '../wire/values.ts';
import { actorIn } from './auth.ts';
import { choiceIn, eachIn, fieldsIn, given, requiredId, requiredText, wrong } from './values.ts';

const LISTS = ['camera_ids', 'camera_external_ids', 'public_group_external_ids', 'private_group_external_ids'];

/** Full states of what a user has, as docs/dialects/vms.md#what-a-user-has has them. */
export function syncRoutes(app: FastifyInstance): void {
  app.post('/user/manage/cameras', async (request, reply) => {
    const body = fieldsIn(request.body);
    const login = requiredText(body, 'login');
    await syncCameras(request.core, actorIn(request), login, camerasIn(body));
    reply.code(204);
  });
  app.post('/user/manage/intercoms', async (request, reply) => {
    const body = fieldsIn(request.body);
    const login = requiredText(body, 'login');
    const wanted = eachIn(body, 'sync', intercomIn);
    if (wanted === undefined) throw wrong('sync', 'value_required');
    await syncIntercoms(request.core, actorIn(request), login, wanted);
    reply.code(204);
  });
}

/** All four lists are one state; one that is missing beside another is empty, and a body without any is a mistake. */
function camerasIn(body: Body): WantedCameras {
  if (!LISTS.some((name) => body[name] !== undefined)) throw wrong('camera_ids', 'value_required');
  return {
    cameraIds: eachIn(body, 'camera_ids', (value, place) => entry(value, place, 'camera_id', requiredId)) ?? [],
    cameraExternalIds: eachIn(body, 'camera_external_ids', externalId) ?? [],
    publicGroups: eachIn(body, 'public_group_external_ids', externalId) ?? [],
    privateGroups: eachIn(body, 'private_group_external_ids', privateGroup) ?? [],
  };
}

/** An id alone, or an object that says it and the status. */
function entry<T>(value: unknown, place: string, name: string, read: (value: unknown, place: string) => T): Wanted<T> {
  if (!isObject(value)) return { value: read(value, place), blocked: false };
  return { value: read(value[name], `${place}.${name}`), blocked: isBlocked(value, place) };
}

const externalId = (value: unknown, place: string): Wanted<string> =>
  entry(value, place, 'external_id', (one, at) => requiredText({ [at]: one }, at));

function privateGroup(value: unknown, place: string): WantedCameras['privateGroups'][number] {
  if (!isObject(value)) throw wrong(place, 'row_not_object');
  const fields = given(value);
  const key = requiredText(fields, 'key', `${place}.key`);
  const group = requiredText(fields, 'group_external_id', `${place}.group_external_id`);
  return { value: { group, key }, blocked: isBlocked(value, place) };
}

const isBlocked = (value: Body, place: string): boolean =>
  choiceIn(given(value), 'status', ['active', 'blocked'], `${place}.status`) === 'blocked';

function intercomIn(value: unknown, place: string): WantedIntercom {
  if (!isObject(value)) throw wrong(place, 'row_not_object');
  const fields = given(value);
  const flat = text({ [`${place}.flat`]: fields.flat }, `${place}.flat`)?.trim() || null;
  if (fields.intercom_id !== undefined)
    return { intercom: requiredId(fields.intercom_id, `${place}.intercom_id`), flat };
  return {
    intercom: { externalId: requiredText(fields, 'intercom_external_id', `${place}.intercom_external_id`) },
    flat,
  };
}

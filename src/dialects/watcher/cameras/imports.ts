import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireMay } from '../../../core/access/may.ts';
import { type CameraOwner, importOwnedCameras, type OwnedRow } from '../../../core/cameras/import/owners.ts';
import { DomainError, invalid } from '../../../core/errors.ts';
import { present } from '../../../core/fields.ts';
import { importUsers, type UserRow } from '../../../core/users/import.ts';
import { refuseHalvesIn } from '../../../http/whole-text.ts';
import { isObject, manyObjects } from '../../wire/body.ts';
import type { KnownColumns } from '../../wire/csv.ts';
import { acceptRows, readRows } from '../../wire/rows.ts';
import { type Body, flag, id, text } from '../../wire/values.ts';
import { actorIn } from '../context.ts';
import { USER_FIELDS } from '../known.ts';
import { userChangeIn } from '../people/users.ts';
import { watcherMessage } from '../refusals.ts';
import { CAMERA_FIELDS, newCameraIn } from './camera-in.ts';

const BODY_LIMIT_BYTES = 100 * 1024 * 1024;

const CAMERAS: KnownColumns = { names: CAMERA_FIELDS, example: 'name,title,stream_url' };
const USERS: KnownColumns = { names: USER_FIELDS, example: 'login,password,organization_id' };

/** Checks the permission before a body of up to 100 MB is read; the body is read as a stream. */
const large = (columns: KnownColumns, action: 'cameras.import' | 'users.import') => ({
  bodyLimit: BODY_LIMIT_BYTES,
  onRequest: async (request: FastifyRequest) => requireMay(actorIn(request), action),
  config: {
    columns,
    readsFile: async (file: Readable) => await readRows(file, undefined, BODY_LIMIT_BYTES, columns),
  },
});

/** `/cameras/import` and `/users/import`: a list of JSON objects, one of them, or CSV with a header. */
export function importRoutes(parent: FastifyInstance): void {
  void parent.register(async (app) => {
    acceptRows(app);
    app.post('/cameras/import', large(CAMERAS, 'cameras.import'), async (request) =>
      outcome(await importFrom(request)),
    );
    app.post('/users/import', large(USERS, 'users.import'), async (request) => {
      const { rows, refused } = readable(
        request,
        'login',
        (key, body): UserRow => ({ key, user: userChangeIn(body), organizationId: id(body, 'organization_id') }),
      );
      return outcome(await importUsers(request.core, actorIn(request), rows, refused));
    });
  });
}

/** `/vsaas/api/interchange/usercameras`: the same import at its address of older documents, answered as they have it. */
export function interchangeRoutes(parent: FastifyInstance): void {
  void parent.register(async (app) => {
    acceptRows(app);
    app.post('/interchange/usercameras', large(CAMERAS, 'cameras.import'), async (request) => {
      const { cameras, errors } = await importFrom(request);
      return {
        zu: 0,
        cameras: [...cameras.values()].map(({ name, created }) => ({ name, created })),
        users: [],
        success: errors.size === 0,
        zc: cameras.size,
        ...(errors.size === 0 ? {} : { errors: errorsOut(errors), ...allRefused(cameras.size, errors) }),
      };
    });
  });
}

async function importFrom(request: FastifyRequest) {
  const { rows, refused } = readable(request, 'name', (key, body): OwnedRow => {
    const owner = ownerIn(body);
    return owner ? { key, camera: newCameraIn(body), owner } : { key, camera: newCameraIn(body) };
  });
  return await importOwnedCameras(request.core, actorIn(request), rows, refused);
}

/** Rows that can be read, and the others' errors by name, or by place from 0 where they have none. */
function readable<T>(request: FastifyRequest, nameField: string, read: (key: string, body: Body) => T) {
  const rows: T[] = [];
  const refused = new Map<string, DomainError>();
  const keys = new Set<string>();
  objectsOf(request).forEach((item, i) => {
    const name = isObject(item) ? item[nameField] : undefined;
    const named = (typeof name === 'string' && name !== '') || typeof name === 'number' ? String(name) : String(i);
    const key = keys.has(named) ? `${named} (row ${i})` : named;
    keys.add(key);
    try {
      if (!isObject(item)) throw invalid('row', 'row_not_object');
      refuseHalvesIn(item);
      rows.push(read(key, item));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.set(key, error);
    }
  });
  return { rows, refused };
}

function objectsOf({ body }: FastifyRequest): readonly unknown[] {
  // A file in a form: `curl -F file=@cameras.csv`.
  const rows = isObject(body) ? body.file : body;
  if (rows === undefined && !isObject(body)) throw invalid('body', 'body_not_list_or_csv');
  return Array.isArray(rows) ? rows : manyObjects(body);
}

/** `login`, `password` and `user_enabled` of a row are the camera's owner. */
function ownerIn(body: Body): CameraOwner | undefined {
  const login = text(body, 'login')?.trim();
  if (!login) return undefined;
  return {
    login,
    ...present({ password: text(body, 'password') || undefined, enabled: flag(body, 'user_enabled') }),
  };
}

function outcome({
  created,
  updated,
  errors,
}: {
  readonly created: number;
  readonly updated: number;
  readonly errors: ReadonlyMap<string, DomainError>;
}) {
  return { deleted: 0, updated, errors: errorsOut(errors), created, ...allRefused(created + updated, errors) };
}

const MAX_TOLD = 10;

/** Clients that send one row read `error_message` and nothing else: it is there when not one row was taken. */
function allRefused(taken: number, errors: ReadonlyMap<string, DomainError>) {
  if (taken > 0 || errors.size === 0) return {};
  const told = Object.entries(errorsOut(errors)).slice(0, MAX_TOLD);
  const more = errors.size > MAX_TOLD ? `; and ${errors.size - MAX_TOLD} more` : '';
  return { error_message: told.map(([key, message]) => `${key}: ${message}`).join('; ') + more };
}

const errorsOut = (errors: ReadonlyMap<string, DomainError>) =>
  Object.fromEntries([...errors].map(([key, error]) => [key, watcherMessage(error)]));

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requirePrivileged } from '../../core/actor.ts';
import { type CameraOwner, importOwnedCameras, type OwnedRow } from '../../core/cameras/import-owners.ts';
import { DomainError, invalid } from '../../core/errors.ts';
import { importUsers, type UserRow } from '../../core/users/import.ts';
import { isObject, manyObjects } from '../wire/body.ts';
import { readCsv } from '../wire/csv.ts';
import { jsonOrText } from '../wire/parsers.ts';
import { type Body, flag, id, present, text } from '../wire/values.ts';
import { newCameraIn } from './camera-in.ts';
import { actorIn } from './context.ts';
import { fieldName } from './fields.ts';
import { userChangeIn } from './users.ts';

const BODY_LIMIT_BYTES = 100 * 1024 * 1024;

/** Nobody's 100 MB are read but those of whoever may import. */
const LARGE = {
  bodyLimit: BODY_LIMIT_BYTES,
  onRequest: async (request: FastifyRequest) => requirePrivileged(actorIn(request)),
};

/** `/cameras/import` and `/users/import`: a list of JSON objects, one of them, or CSV with a header. */
export function importRoutes(app: FastifyInstance): void {
  app.post('/cameras/import', LARGE, async (request) => {
    return outcome(await importFrom(request));
  });
  app.post('/users/import', LARGE, async (request) => {
    const { rows, refused } = readRows(
      request,
      'login',
      (key, body): UserRow => ({ key, user: userChangeIn(body), organizationId: id(body, 'organization_id') }),
    );
    return outcome(await importUsers(request.core, actorIn(request), rows, refused));
  });
}

/** `/vsaas/api/interchange/usercameras`: the same import at its address of older documents, answered as they have it. */
export function interchangeRoutes(app: FastifyInstance): void {
  app.post('/interchange/usercameras', LARGE, async (request) => {
    const { cameras, errors } = await importFrom(request);
    return {
      zu: 0,
      cameras: [...cameras.values()].map(({ name, created }) => ({ name, created })),
      users: [],
      success: errors.size === 0,
      zc: cameras.size,
      ...(errors.size === 0 ? {} : { errors: errorsOut(errors) }),
    };
  });
}

async function importFrom(request: FastifyRequest) {
  const { rows, refused } = readRows(request, 'name', (key, body): OwnedRow => {
    const owner = ownerIn(body);
    return owner ? { key, camera: newCameraIn(body), owner } : { key, camera: newCameraIn(body) };
  });
  return await importOwnedCameras(request.core, actorIn(request), rows, refused);
}

/** Rows that can be read, and the others' errors by name, or by place from 0 where they have none. */
function readRows<T>(request: FastifyRequest, nameField: string, read: (key: string, body: Body) => T) {
  const rows: T[] = [];
  const refused = new Map<string, string>();
  const keys = new Set<string>();
  objectsOf(request).forEach((item, i) => {
    const name = isObject(item) ? item[nameField] : undefined;
    const named = (typeof name === 'string' && name !== '') || typeof name === 'number' ? String(name) : String(i);
    const key = keys.has(named) ? `${named} (row ${i})` : named;
    keys.add(key);
    try {
      if (!isObject(item)) throw invalid('row', 'give an object');
      rows.push(read(key, item));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.set(key, error.message);
    }
  });
  return { rows, refused };
}

function objectsOf(request: FastifyRequest): readonly unknown[] {
  const { body } = request;
  if (typeof body === 'string') return readCsv(body);
  if (isObject(body) && typeof body.file === 'string') return uploaded(body.file);
  if (body === undefined) throw invalid('body', 'give a list of objects, or CSV with a header');
  return manyObjects(body);
}

/** A file in a form: `curl -F file=@cameras.csv`. */
function uploaded(file: string): readonly unknown[] {
  const value = jsonOrText(file);
  return typeof value === 'string' ? readCsv(value) : manyObjects(value);
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

function outcome(result: {
  readonly created: number;
  readonly updated: number;
  readonly errors: ReadonlyMap<string, string>;
}) {
  return { deleted: 0, updated: result.updated, errors: errorsOut(result.errors), created: result.created };
}

const errorsOut = (errors: ReadonlyMap<string, string>) =>
  Object.fromEntries([...errors].map(([key, message]) => [key, watcherWords(message)]));

/** The core names the field first: `archiveDays: give a number`. */
const watcherWords = (message: string): string => message.replace(/^[A-Za-z]+(?=: )/, fieldName);

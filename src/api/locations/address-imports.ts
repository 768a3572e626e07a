import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Static } from 'typebox';
import { requireMay } from '../../core/access/may.ts';
import { inEnglish } from '../../core/errors.ts';
import type { AddressImport as CoreImport, LeftRow as CoreRow } from '../../core/locations/directory/address-import.ts';
import {
  commitImport,
  dropImport,
  importById,
  leftRows,
  uploadAddresses,
} from '../../core/locations/directory/upload.ts';
import { Done, IdParams, Page, PageQuery } from '../contract/common.ts';
import { AddressImport, AddressUploadQuery, LeftRow } from '../contract/locations.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { addressFile } from './address-file.ts';

const TAG = 'Address codes';
const root = '/address-codes/imports';

/** Files of addresses: looked at, then taken in. */
export async function addressImportRoutes(app: Api): Promise<void> {
  await app.register(async (plain) => uploadRoute(plain.withTypeProvider<TypeBoxTypeProvider>()));

  app.get(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'getAddressImport', 'How far an import of addresses is'),
        params: IdParams,
        response: answers(AddressImport),
      },
    },
    async (request) => toImport(await importById(request.core, caller(request), request.params.id)),
  );

  app.get(
    `${root}/:id/rows`,
    {
      schema: {
        ...about(TAG, 'listAddressImportRows', 'Rows that are bad or mismatched, for a day'),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(LeftRow)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      return await mapPage(await leftRows(core, caller(request), params.id, pageOf(query)), toRow, undefined);
    },
  );

  app.post(
    `${root}/:id/commit`,
    {
      schema: {
        ...about(
          TAG,
          'commitAddressImport',
          'Take in a file that was looked at',
          'It goes on in the background: `state` and `applied` say how far it is. What waits for its codes is done then.',
        ),
        params: IdParams,
        response: answers(AddressImport),
      },
    },
    async (request) => toImport(await commitImport(request.core, caller(request), request.params.id)),
  );

  app.delete(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'dropAddressImport', 'Let go of a file that was only looked at'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await dropImport(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

/** A body that is read while it comes. */
class FileBody {
  readonly #bytes: AsyncIterable<Uint8Array>;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#bytes = bytes;
  }

  get bytes(): AsyncIterable<Uint8Array> {
    return this.#bytes;
  }
}

async function* nothing(): AsyncIterable<Uint8Array> {}

/** The body is the file, whatever type it says; of who may not send one it is not read. */
function uploadRoute(scope: Api): void {
  scope.addHook('onRequest', async (request) => requireMay(caller(request), 'locations.manage'));
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, new FileBody(payload)));
  scope.post(
    root,
    {
      config: { waitsOutside: true },
      schema: {
        ...about(
          TAG,
          'uploadAddresses',
          'Read a file of addresses and say what it would change; the directory stays as it is',
          'The body is the file: CSV with a header (code, parent, level, title, latitude, longitude), or JSON of nested lists (regions, areas, cities, settlements, streets, houses) of objects with code and title. UTF-8 or Windows-1251; at most 512 MB and 2,000,000 addresses.',
        ),
        querystring: AddressUploadQuery,
        response: creates(AddressImport),
      },
    },
    async (request, reply) => {
      const { core, query, body } = request;
      const bytes = (body as unknown) instanceof FileBody ? (body as unknown as FileBody).bytes : nothing();
      const file = await addressFile(bytes, query.fileName, query.charset);
      const read = await uploadAddresses(core, caller(request), file);
      reply.code(201);
      return toImport(read);
    },
  );
}

const toImport = (read: CoreImport): Static<typeof AddressImport> => ({
  id: read.id,
  fileName: read.fileName,
  format: read.format,
  charset: read.charset,
  state: read.state,
  counts: {
    made: read.made,
    changed: read.changed,
    skipped: read.skipped,
    mismatched: read.mismatched,
    bad: read.bad,
  },
  applied: read.applied,
  uploadedBy: read.uploadedBy,
  uploadedAt: read.uploadedAt.toISOString(),
  committedAt: read.committedAt?.toISOString() ?? null,
  doneAt: read.doneAt?.toISOString() ?? null,
});

const toRow = ({ n, code, title, verdict, problem, sameAs }: CoreRow): Static<typeof LeftRow> => ({
  n,
  code,
  title,
  verdict,
  reason: problem,
  message: problem && inEnglish({ reason: problem, params: {} }),
  sameAs,
});

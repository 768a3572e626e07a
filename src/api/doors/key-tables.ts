import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { requireMay } from '../../core/access/may.ts';
import { decodeStatement } from '../../core/bank-statements/decoding.ts';
import { inEnglish } from '../../core/errors.ts';
import { keyTableOf } from '../../core/keys/table/download.ts';
import type { KeyTablePreview as CorePreview, TableRow } from '../../core/keys/table/key-table.ts';
import { commitKeyTable, lookAtKeyTable, MOST_KEY_ROWS } from '../../core/keys/table/operations.ts';
import { readTable } from '../../tables/csv-table.ts';
import { isWorkbook, readSpreadsheet } from '../../tables/spreadsheets.ts';
import { ErrorBody, IdParams } from '../contract/common.ts';
import { KeyTableParams, KeyTablePreview, KeyTableQuery, KeyTableResult } from '../contract/key-tables.ts';
import { attachment } from '../frame/attachment.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

const TAG = 'Keys';
const root = '/cameras/:id/panel/key-table';
const MOST_BYTES = 20 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Keys of a panel as a table: out, and in by two steps. */
export async function keyTableRoutes(app: Api): Promise<void> {
  await app.register(async (plain) => lookRoute(plain.withTypeProvider<TypeBoxTypeProvider>()));

  app.post(
    `${root}/:hash/commit`,
    {
      schema: {
        ...about(
          TAG,
          'commitKeyTable',
          'Take a table of keys that was looked at',
          'Whole or not at all; rows with faults are left out. Refused when keys or contracts have changed meanwhile.',
        ),
        params: KeyTableParams,
        response: answers(KeyTableResult),
      },
    },
    async (request) => {
      const { add, comment, remove } = await commitKeyTable(
        request.core,
        caller(request),
        request.params.id,
        request.params.hash,
      );
      return { add, comment, remove };
    },
  );

  app.get(
    '/cameras/:id/panel/keys.xlsx',
    {
      schema: {
        ...about(TAG, 'downloadKeys', "The keys of a panel's contracts as a spreadsheet, which can be sent in again"),
        params: IdParams,
        response: {
          200: { description: 'XLSX', content: { [XLSX]: { schema: Type.String({ format: 'binary' }) } } },
          default: ErrorBody,
        },
      },
    },
    async (request, reply) => {
      const rows = await keyTableOf(request.core, caller(request), request.params.id);
      reply.header('content-disposition', attachment(`keys-${request.params.id}.xlsx`));
      return await sendWorkbook(reply, rows);
    },
  );
}

async function sendWorkbook(reply: FastifyReply, rows: readonly (readonly string[])[]): Promise<FastifyReply> {
  const { writeWorkbook } = await import('../../tables/write-workbook.ts');
  return reply.type(XLSX).send(Buffer.from(writeWorkbook('Keys', rows)));
}

/** The body is the file, whatever type it says; of who may not send one it is not read. */
function lookRoute(scope: Api): void {
  scope.addHook('onRequest', async (request) => requireMay(caller(request), 'keys.manage'));
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.post(
    root,
    {
      bodyLimit: MOST_BYTES,
      schema: {
        ...about(
          TAG,
          'lookAtKeyTable',
          'Read a table of keys and say what it would change; nothing is changed yet',
          'The body is the file: XLSX or CSV with the columns Flat, Key, Comment and Contract, or the same in Russian. At most 20 MB and 20,000 rows.',
        ),
        params: IdParams,
        querystring: KeyTableQuery,
        response: answers(KeyTablePreview),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      // Whoever may not is told so before a file of twenty megabytes is unpacked.
      requireMay(caller(request), 'keys.manage');
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const table = await readRows(bytes);
      const { replace = false, pad = 0 } = query;
      return toPreview(await lookAtKeyTable(core, caller(request), params.id, { table, replace, pad }));
    },
  );
}

async function readRows(bytes: Buffer): Promise<readonly TableRow[]> {
  // The heading, and one row that shows that there are more than may be.
  if (isWorkbook(bytes)) return await readSpreadsheet(bytes, MOST_KEY_ROWS + 1);
  return readTable(decodeStatement(bytes).text).map((cells, at) => ({
    line: at + 1,
    cells: cells.map((text, column) => ({ text, address: `${String.fromCharCode(65 + (column % 26))}${at + 1}` })),
  }));
}

const toPreview = (preview: CorePreview): Static<typeof KeyTablePreview> => ({
  hash: preview.hash,
  expiresAt: preview.expiresAt.toISOString(),
  replace: preview.replace,
  counts: {
    add: preview.counts.add,
    comment: preview.counts.comment,
    remove: preview.counts.remove,
    same: preview.counts.same,
    faulty: preview.counts.faulty,
  },
  differences: preview.differences.map((one) => ({
    action: one.action,
    organizationId: one.organizationId,
    organization: one.organization,
    flat: one.flat,
    digits: one.digits,
    comment: one.comment,
  })),
  faults: preview.faults.map(({ line, column, said }) => ({
    line,
    column,
    message: inEnglish(said),
    reason: said.reason,
    params: said.params as Static<typeof KeyTablePreview>['faults'][number]['params'],
  })),
});

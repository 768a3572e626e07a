import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Static } from 'typebox';
import { requireMay } from '../../core/access/may.ts';
import { commitStatement } from '../../core/bank-statements/commit.ts';
import type { BankStatement as CoreStatement, StatementColumns } from '../../core/bank-statements/statement.ts';
import {
  dropStatement,
  MOST_STATEMENT_BYTES,
  statementById,
  statementPage,
  uploadStatement,
} from '../../core/bank-statements/uploads.ts';
import { present } from '../../core/fields.ts';
import { readTable } from '../../tables/csv-table.ts';
import { BankStatement, CommitQuery, StatementUploadQuery } from '../contract/bank-statements.ts';
import { Done, IdParams, Page, PageQuery } from '../contract/common.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Payments';
const root = '/bank-statements';
const BOOKED_AT_ONCE = 200;

/** Statements of the bank: looked at, then committed. */
export async function bankStatementRoutes(app: Api): Promise<void> {
  await app.register(async (plain) => uploadRoute(plain.withTypeProvider<TypeBoxTypeProvider>()));

  app.get(
    root,
    {
      schema: {
        ...about(TAG, 'listBankStatements', 'Statements that were committed, newest first'),
        querystring: PageQuery,
        response: answers(Page(BankStatement)),
      },
    },
    async (request) =>
      await mapPage(await statementPage(request.core, caller(request), pageOf(request.query)), toStatement, undefined),
  );

  app.get(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'getBankStatement', 'One statement'),
        params: IdParams,
        response: answers(BankStatement),
      },
    },
    async (request) => toStatement(await statementById(request.core, caller(request), request.params.id)),
  );

  app.post(
    `${root}/:id/commit`,
    {
      schema: {
        ...about(
          TAG,
          'commitBankStatement',
          'Take a statement that was looked at, and book what is certain',
          'Books a part and answers how many are left as `counts.waiting`: call it again until there are none. Calls are safe to repeat.',
        ),
        params: IdParams,
        querystring: CommitQuery,
        response: answers(BankStatement),
      },
    },
    async (request) => {
      const { limit = BOOKED_AT_ONCE } = request.query;
      return toStatement(await commitStatement(request.core, caller(request), request.params.id, limit));
    },
  );

  app.delete(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'dropBankStatement', 'Let go of a statement that was only looked at'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await dropStatement(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

/** The body is the file, whatever type it says; of who may not send one it is not read. */
function uploadRoute(scope: Api): void {
  scope.addHook('onRequest', async (request) => requireMay(caller(request), 'bank-statements.manage'));
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.post(
    root,
    {
      bodyLimit: MOST_STATEMENT_BYTES,
      schema: {
        ...about(
          TAG,
          'uploadBankStatement',
          'Read a statement and say what is in it; nothing is booked yet',
          'The body is the file: 1CClientBankExchange, or CSV with its columns by name or number. At most 20 MB.',
        ),
        querystring: StatementUploadQuery,
        response: creates(BankStatement),
      },
    },
    async (request, reply) => {
      const { fileName, charset } = request.query;
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const columns = columnsOf(request.query);
      const statement = await uploadStatement(
        request.core,
        caller(request),
        { bytes, fileName, charset, columns },
        readTable,
      );
      reply.code(201);
      return toStatement(statement);
    },
  );
}

/** Undefined: none is named. */
function columnsOf(query: Static<typeof StatementUploadQuery>): StatementColumns | undefined {
  const columns = present({
    date: query.dateColumn,
    sum: query.sumColumn,
    number: query.numberColumn,
    payer: query.payerColumn,
    payerTaxId: query.payerTaxIdColumn,
    payerAccount: query.payerAccountColumn,
    purpose: query.purposeColumn,
    account: query.accountColumn,
  });
  const named = Object.entries(columns).filter(([, column]) => column.trim() !== '');
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

const toStatement = (statement: CoreStatement): Static<typeof BankStatement> => ({
  id: statement.id,
  fileName: statement.fileName,
  format: statement.format,
  charset: statement.charset,
  accounts: statement.accounts.map((check) => ({
    account: check.account,
    opening: check.opening,
    incoming: check.incoming,
    outgoing: check.outgoing,
    closing: check.closing,
    addsUp: check.addsUp,
    paymentsAddUp: check.paymentsAddUp,
  })),
  others: statement.others,
  complete: statement.complete,
  columns: statement.columns && present(statement.columns),
  headers: [...statement.headers],
  uploadedBy: statement.uploadedBy,
  uploadedAt: statement.uploadedAt.toISOString(),
  committedAt: statement.committedAt?.toISOString() ?? null,
  counts: {
    duplicate: statement.counts.duplicate,
    waiting: statement.counts.waiting,
    matched: statement.counts.matched,
    unmatched: statement.counts.unmatched,
    ignored: statement.counts.ignored,
  },
  suggested: statement.suggested,
});

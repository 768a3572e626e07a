import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { MoneyDocument as CoreDocument } from '../../core/invoices/document.ts';
import { documentOf } from '../../core/invoices/operations.ts';
import { previewInvoice } from '../../core/invoices/preview.ts';
import { documentFileName } from '../../documents/file-name.ts';
import { moneyDocumentPdf } from '../../documents/money-document.ts';
import { moneyDocumentCsv } from '../../documents/money-document-csv.ts';
import { ErrorBody, IdParams } from '../contract/common.ts';
import { DocumentQuery, MoneyDocument, PreviewQuery } from '../contract/invoices.ts';
import { attachment } from '../frame/attachment.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { toDocument } from './invoice-wire.ts';

const TAG = 'Invoices';
const PDF = { 'application/pdf': { schema: Type.String({ format: 'binary' }) } };
const CSV = { 'text/csv': { schema: Type.String() } };

/** Documents to be printed and kept. */
export function invoiceDocumentRoutes(app: Api): void {
  app.get(
    '/invoices/:id/document',
    {
      schema: {
        ...about(TAG, 'downloadInvoice', 'The invoice, its act or its credit note as a file'),
        params: IdParams,
        querystring: DocumentQuery,
        response: { 200: { description: 'The file', content: { ...PDF, ...CSV } }, default: ErrorBody },
      },
    },
    async (request, reply) => {
      const { core, params, query } = request;
      const document = await documentOf(core, caller(request), params.id, query.kind ?? 'invoice');
      return await send(reply, document, query.format ?? 'pdf');
    },
  );

  app.get(
    '/organizations/:id/invoice-preview',
    {
      schema: {
        ...about(TAG, 'previewInvoice', 'What its invoice of the running month or another would say today'),
        params: IdParams,
        querystring: PreviewQuery,
        response: answers(MoneyDocument),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      return toDocument(await previewInvoice(core, caller(request), params.id, query));
    },
  );

  app.get(
    '/organizations/:id/invoice-preview.pdf',
    {
      schema: {
        ...about(TAG, 'downloadPreview', 'The same as PDF'),
        params: IdParams,
        querystring: PreviewQuery,
        response: { 200: { description: 'PDF', content: PDF }, default: ErrorBody },
      },
    },
    async (request, reply) => {
      const { core, params, query } = request;
      return await send(reply, await previewInvoice(core, caller(request), params.id, query), 'pdf');
    },
  );
}

async function send(reply: FastifyReply, document: CoreDocument, format: 'pdf' | 'csv'): Promise<FastifyReply> {
  reply.header('content-disposition', attachment(`${documentFileName(document)}.${format}`));
  if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(moneyDocumentCsv(document));
  return reply.type('application/pdf').send(await moneyDocumentPdf(document));
}

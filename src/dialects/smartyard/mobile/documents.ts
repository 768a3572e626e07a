import type { FastifyInstance } from 'fastify';
import { documentByLink } from '../../../core/invoices/document-links.ts';
import { documentFileName } from '../../../documents/file-name.ts';
import { moneyDocumentPdf } from '../../../documents/money-document.ts';
import { refused } from './answer.ts';

/** `GET /api/pay/document/<link>`: the PDF that an app opens by the signed link that it was given. */
export function documentRoutes(app: FastifyInstance): void {
  app.get<{ Params: { link: string } }>('/pay/document/:link', async ({ core, params, trace }, reply) => {
    const document = await documentByLink(core, params.link, trace);
    if (!document) throw refused(403, 'Forbidden', 'Ссылка устарела: откройте документ в приложении еще раз');
    const name = encodeURIComponent(`${documentFileName(document)}.pdf`);
    return await reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename*=UTF-8''${name}`)
      .header('cache-control', 'private, no-store')
      .send(await moneyDocumentPdf(document));
  });
}

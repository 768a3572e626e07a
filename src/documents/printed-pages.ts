import type { MoneyDocument } from '../core/invoices/document.ts';
import { printHeading } from './parts/heading.ts';
import { printLines } from './parts/line-table.ts';
import { printParties } from './parts/parties.ts';
import { printPayment } from './parts/payment.ts';
import { printingOf, titleOf } from './parts/printing.ts';
import { printSignatures } from './parts/signatures.ts';
import { printSumInWords, printTotals, totalsHeight } from './parts/totals.ts';
import { loadFaces } from './type/faces.ts';
import { printingPackages } from './type/printing-packages.ts';
import { Sheets } from './type/sheets.ts';

/** `moneyDocumentPdf` within this thread, which works at nothing else for some milliseconds a page. */
export async function printMoneyDocument(document: MoneyDocument): Promise<Buffer> {
  const [{ PDFDocument }, faces] = await Promise.all([printingPackages(), loadFaces()]);
  const title = titleOf(document);
  const pdf = new PDFDocument({
    pdfVersion: '1.7',
    autoFirstPage: false,
    bufferPages: true,
    displayTitle: true,
    lang: document.language,
    info: { Title: title, Author: document.seller.name, Creator: 'Vedette', CreationDate: new Date(document.issuedOn) },
    ...NO_STANDARD_FONT,
  });
  const sheets = new Sheets(pdf, faces);
  const printing = printingOf(sheets, document);
  printHeading(printing);
  printParties(printing);
  printLines(printing, totalsHeight(printing));
  printTotals(printing);
  printSumInWords(printing);
  await printPayment(printing);
  printSignatures(printing);
  return await sheets.finish((page, pages) => printing.words.page(title, page, pages));
}

/** pdfkit's first font otherwise is Helvetica, whose measures it reads from a file; its types know a path alone. */
const NO_STANDARD_FONT = { font: null as unknown as string };

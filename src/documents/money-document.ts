import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MoneyDocument } from '../core/invoices/document.ts';
import { PrintingThreads } from './printing-threads.ts';

/** Beside the server's bundle. Where the sources themselves are run there is none, and pages are printed here. */
const WORKER = new URL('./printing-worker.js', import.meta.url);

let threads: PrintingThreads | undefined;

/**
 * A money document as PDF: A4, one page for ten lines, in the document's language. The same document gives the same
 * bytes. Printed in a thread beside the server's own, which answers others meanwhile.
 * @throws Error when the fonts cannot be read
 */
export async function moneyDocumentPdf(document: MoneyDocument): Promise<Buffer> {
  if (!existsSync(fileURLToPath(WORKER))) {
    const { printMoneyDocument } = await import('./printed-pages.ts');
    return await printMoneyDocument(document);
  }
  threads ??= new PrintingThreads(WORKER);
  return await threads.print(document);
}

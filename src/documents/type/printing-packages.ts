/** What pages are printed with, loaded with the first one: a server that prints nothing starts without it. */
export async function printingPackages() {
  const [{ default: PDFDocument }, fontkit, { create: createQrCode }] = await Promise.all([
    import('pdfkit'),
    import('fontkit'),
    import('qrcode'),
  ]);
  return { PDFDocument, fontkit, createQrCode };
}

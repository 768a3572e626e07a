#!/usr/bin/env bash
# fontkit 2.0.4 and pdfkit 0.20.2 with DejaVu Sans Condensed (dejavu-fonts-ttf 2.37.3), Node.js 20, Linux, seen 2026-11-30.
#
# A font object of fontkit keeps each glyph as it was first asked for. Where the first to ask was another glyph that is
# composed of it, it has no code points, then and for ever. Cyrillic letters of this font are composed of Latin ones, so
# after a document with Cyrillic text was finished, another document that shares the font object writes Latin letters that
# look right and have no text: who searches the PDF, copies from it or has it read aloud does not get them. A font that is
# parsed for each document has none of this, and costs a multiple of the time.
#
# Here it matters for every invoice: fonts are parsed once. src/documents/type/face.ts gives the code points of the text
# itself, and the texts of printed pages are read back in tests.
#
# Prints the letters of "Invoice A-1" as their glyphs' code points say, ? where there are none, before and after a document
# in Russian, and whether the texts of another document have the letters n, o, c, e and A:
#   before I n v o i c e A - 1
#   after I n v ? i ? ? ? - 1
#   shared font n yes, o no, c no, e no, A no
#   font of its own n yes, o yes, c yes, e yes, A yes
set -euo pipefail
folder=$(mktemp -d)
trap 'cd / && rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund --ignore-scripts fontkit@2.0.4 pdfkit@0.20.2 dejavu-fonts-ttf@2.37.3
cat >ask.mjs <<'JS'
import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';

const bytes = readFileSync('node_modules/dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf');
const parse = () => fontkit.create(bytes);
const shown = (font) =>
  font.layout('Invoice A-1').glyphs.filter((glyph) => glyph.name !== 'space' && glyph.id !== 3)
    .map(({ codePoints }) => (codePoints.length === 0 ? '?' : String.fromCodePoint(...codePoints))).join(' ');

async function document(font, text) {
  const made = new PDFDocument({ compress: false, font: null });
  const parts = [];
  made.on('data', (part) => parts.push(part));
  const done = new Promise((resolve) => made.on('end', resolve));
  made.registerFont('body', font).font('body').text(text).end();
  await done;
  return Buffer.concat(parts).toString('latin1');
}

/** The texts that the map of the document's font has for its glyphs. */
const texts = (pdf) => [...pdf.matchAll(/begin(?:bfrange|bfchar)([\s\S]*?)end(?:bfrange|bfchar)/g)].map(([, map]) => map).join('').match(/<[0-9a-f ]*>/gi)?.join('') ?? '';

const font = parse();
console.log('before', shown(parse()));
await document(font, 'Акт об оказании услуг и счёт');
console.log('after', shown(font));
const has = (map) => ['n', 'o', 'c', 'e', 'A']
  .map((letter) => `${letter} ${map.includes(letter.codePointAt(0).toString(16).padStart(4, '0')) ? 'yes' : 'no'}`).join(', ');
console.log('shared font', has(texts(await document(font, 'Invoice A-1'))));
console.log('font of its own', has(texts(await document(parse(), 'Invoice A-1'))));
JS
node ask.mjs >seen
cat >expected <<'EOF'
before I n v o i c e A - 1
after I n v ? i ? ? ? - 1
shared font n yes, o no, c no, e no, A no
font of its own n yes, o yes, c yes, e yes, A yes
EOF
cat seen
diff expected seen

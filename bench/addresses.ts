import { request } from 'node:http';
import { Readable } from 'node:stream';
import { install } from './support/installation.ts';
import { residentMb } from './support/resident.ts';
import { report } from './support/result.ts';

/** Does the server's memory stay where it is while a large file of addresses is read? */
const SMALL = 50_000;
const LARGE = 1_000_000;
/** Houses of one street. */
const HOUSES = 50;

const { server, close } = await install();
const pid = server.process.pid ?? 0;
try {
  const measures = [];
  const notes: Record<string, unknown> = {};
  for (const format of ['csv', 'json'] as const) {
    const small = await upload(format, SMALL);
    const large = await upload(format, LARGE);
    notes[format] = { small, large };
    const wanted = { atMost: 1 };
    measures.push({
      title: `${format}: memory at its highest while ${LARGE.toLocaleString('en')} addresses are read, above what it was before`,
      unit: 'MB',
      us: large.peakMb,
      limit: 100,
      limitIs: `the promise; ${SMALL.toLocaleString('en')} addresses: ${small.peakMb.toFixed(0)}`,
      wanted,
    });
  }
  report({ name: 'addresses', question: 'Does memory stay flat while a directory is imported?', measures, notes });
} finally {
  await close();
}

interface Read {
  readonly addresses: number;
  readonly peakMb: number;
  readonly seconds: number;
}

/** Reads a file of so many houses, and takes the bad rows for a failure of the bench. */
async function upload(format: 'csv' | 'json', houses: number): Promise<Read> {
  const before = residentMb(pid);
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMb(pid));
  }, 20);
  const started = performance.now();
  const { id, counts } = await post(`addresses.${format}`, format === 'csv' ? csv(houses) : json(houses));
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  if (counts.made < houses || counts.bad > 0) throw new Error(JSON.stringify(counts));
  await fetch(`${server.url}/api/vedette/v1/address-codes/imports/${id}`, {
    method: 'DELETE',
    headers: { 'x-vedette-key': server.apiKey },
  });
  return { addresses: houses, peakMb: peak - before, seconds };
}

interface Answer {
  readonly id: number;
  readonly counts: { readonly made: number; readonly bad: number };
}

async function post(fileName: string, pieces: Iterable<string>): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const outgoing = request({
      port: server.port,
      host: '127.0.0.1',
      path: `/api/vedette/v1/address-codes/imports?fileName=${fileName}`,
      method: 'POST',
      headers: { 'x-vedette-key': server.apiKey, 'content-type': 'application/octet-stream' },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => (answer.statusCode === 201 ? resolve(JSON.parse(text)) : reject(new Error(text))));
    });
    Readable.from(pieces).pipe(outgoing);
  });
}

function* csv(houses: number): Iterable<string> {
  yield 'code;parent;level;title;latitude;longitude\nR;;region;Татарстан;;\n';
  for (let street = 0; street * HOUSES < houses; street++) {
    let piece = `S${street};R;street;Улица имени ${street}-го съезда;;\n`;
    for (let house = 0; house < HOUSES; house++)
      piece += `S${street}-${house};S${street};house;${house + 1};55.${100_000 + street};49.${100_000 + house}\n`;
    yield piece;
  }
}

function* json(houses: number): Iterable<string> {
  yield '[{"code":"R","title":"Татарстан","streets":[';
  for (let street = 0; street * HOUSES < houses; street++) {
    const list = Array.from({ length: HOUSES }, (_, house) => ({
      code: `S${street}-${house}`,
      title: String(house + 1),
      latitude: `55.${100_000 + street}`,
      longitude: `49.${100_000 + house}`,
    }));
    yield `${street === 0 ? '' : ','}${JSON.stringify({ code: `S${street}`, title: `Улица имени ${street}-го съезда`, houses: list })}`;
  }
  yield ']}]';
}

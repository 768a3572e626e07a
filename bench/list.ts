import { fillCameras, type Installation, install } from './support/installation.ts';
import { report } from './support/result.ts';
import { percentile, request, Wire } from './support/wire.ts';

const ASKS = 300;

/** Median ms of a page of 100 from a place in the list. */
async function page({ server, headers }: Installation, after: () => string): Promise<number> {
  const wire = await Wire.open(server.port);
  const latencies: number[] = [];
  for (let i = 0; i < ASKS; i++) {
    const started = performance.now();
    const answer = await wire.send(
      request('GET', `/api/vedette/v1/cameras?limit=100&after=${after()}`, {
        authorization: `Bearer ${headers['x-vsaas-api-key']}`,
      }),
    );
    if (answer.status !== 200) throw new Error(answer.body.slice(0, 300));
    latencies.push(performance.now() - started);
  }
  wire.close();
  return percentile(
    latencies.slice(20).sort((a, b) => a - b),
    0.5,
  );
}

const cursor = (id: number): string => Buffer.from(JSON.stringify([id, ''])).toString('base64url');

const small = await install();
let first: number;
try {
  await fillCameras(small.sql, 10_000);
  first = await page(small, () => '');
} finally {
  await small.close();
}
const large = await install();
try {
  await fillCameras(large.sql, 1_000_000);
  const deep = await page(large, () => cursor(400_000 + Math.floor(Math.random() * 200_000)));
  report({
    name: 'list',
    question: 'Does a page deep in a million cameras cost what the first page of ten thousand costs?',
    measures: [
      {
        title: 'a page of 100 in the middle of 1,000,000 cameras',
        unit: 'ms',
        us: deep,
        limit: first,
        limitIs: 'the first page of 10,000',
        wanted: { atMost: 1.2 },
      },
    ],
  });
} finally {
  await large.close();
}

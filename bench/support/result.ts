import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';

/** One number of ours beside the limit that was measured in the same run. */
export interface Measure {
  /** What was measured: "20,000 cameras a call". */
  readonly title: string;
  /** Of `us` and `limit`: "cameras/s", "ms". */
  readonly unit: string;
  readonly us: number;
  readonly limit: number;
  /** What the limit is: "COPY into the same indexes", or "30 ms" where it is a promise. */
  readonly limitIs: string;
  /** Of us / limit. */
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number };
}

export interface BenchResult {
  /** The file's name without its extension. */
  readonly name: string;
  readonly question: string;
  readonly measures: readonly Measure[];
  /** Whatever else explains the numbers: rounds, spreads, sizes. */
  readonly notes?: Readonly<Record<string, unknown>>;
}

/** Prints us, the limit and their ratio, and keeps them in bench/results/<name>.json. Benches run in the clone's folder. */
export function report(result: BenchResult): void {
  console.log(`\n${result.name}: ${result.question}`);
  for (const measure of result.measures) console.log(`  ${sentence(measure)}`);
  const file = resolve('bench/results', `${result.name}.json`);
  mkdirSync(resolve('bench/results'), { recursive: true });
  const measures = result.measures.map((measure) => ({ ...measure, ratio: ratio(measure), kept: isKept(measure) }));
  writeFileSync(file, `${JSON.stringify({ ...result, measures, at: new Date(), machine: machine() }, undefined, 2)}\n`);
}

/** The middle one of several rounds. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function sentence(measure: Measure): string {
  const { title, unit, us, limit, limitIs, wanted } = measure;
  const goal = 'atLeast' in wanted ? `at least ${wanted.atLeast}` : `at most ${wanted.atMost}`;
  const verdict = isKept(measure) ? 'kept' : 'MISSED';
  return `${title}: ${figure(us)} ${unit}, limit ${figure(limit)} (${limitIs}), ratio ${ratio(measure)}, wanted ${goal}: ${verdict}`;
}

function ratio({ us, limit }: Measure): number {
  return Number((us / limit).toPrecision(3));
}

function isKept(measure: Measure): boolean {
  const { wanted } = measure;
  return 'atLeast' in wanted ? ratio(measure) >= wanted.atLeast : ratio(measure) <= wanted.atMost;
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}

function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} x ${processors[0]?.model ?? 'unknown'}, ${memory} GB, Node ${process.version}`;
}

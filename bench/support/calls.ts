import { median } from './result.ts';

/** How long a GET of our own API takes with its answer read, ms, the middle one of `rounds`. Throws when it is refused. */
export async function medianCall(
  { url, apiKey }: { readonly url: string; readonly apiKey: string },
  path: string,
  rounds: number,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const answer = await fetch(`${url}/api/vedette/v1${path}`, { headers: { 'x-vedette-key': apiKey } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    times.push(performance.now() - started);
  }
  return median(times);
}

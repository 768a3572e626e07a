import { invalid } from '../../errors.ts';
import type { JsonToken } from './json-tokens.ts';
import { JsonTokens } from './json-tokens.ts';
import type { RawAddress } from './row.ts';

/** The level of the addresses in a list, by the list's name. */
const LISTS: Readonly<Record<string, string>> = {
  regions: 'region',
  areas: 'area',
  cities: 'city',
  settlements: 'settlement',
  streets: 'street',
  houses: 'house',
};
const FIELDS: Readonly<Record<string, keyof Draft>> = {
  code: 'code',
  uuid: 'code',
  id: 'code',
  title: 'title',
  name: 'title',
  level: 'level',
  latitude: 'latitude',
  lat: 'latitude',
  longitude: 'longitude',
  lon: 'longitude',
};
const DEEPEST = 100;

type Draft = { code: string; title: string; level: string; latitude: string; longitude: string };

/** An object is an address, when it stands in a list; a list is that of an object's children, or the file itself. */
interface Frame {
  readonly kind: 'object' | 'list';
  readonly n: number | null;
  readonly level: string;
  readonly draft: Draft;
  key: string | undefined;
  /** What may come next: of an object a key or its end, of a list a value or its end. */
  expects: 'first' | 'key' | 'colon' | 'value' | 'more';
}

/**
 * Addresses of nested lists, each after those in it: `[{"code", "title", "cities": [{"code", "title", "streets": [...]}]}]`.
 * The level is said, or that of the list's name (regions, areas, cities, settlements, streets, houses); a list of any
 * other name holds children as well. Fields that are no address's are passed over. Throws for what is no JSON.
 */
export async function* jsonAddresses(pieces: AsyncIterable<string>): AsyncIterable<RawAddress> {
  const walk = new Walk();
  const tokens = new JsonTokens();
  for await (const piece of pieces) yield* addressesOf(walk, tokens.read(piece));
  yield* addressesOf(walk, tokens.end());
  walk.end();
}

function* addressesOf(walk: Walk, tokens: Iterable<JsonToken>): Iterable<RawAddress> {
  for (const token of tokens) {
    const address = walk.take(token);
    if (address) yield address;
  }
}

class Walk {
  readonly #stack: Frame[] = [];
  #count = 0;
  #started = false;

  /** Gives back an address when its object ends. */
  take(token: JsonToken): RawAddress | undefined {
    if (token === '{' || token === '[') this.#open(token);
    else if (token === '}' || token === ']') return this.#close(token);
    else if (token === ',') this.#step('more', this.#top().kind === 'object' ? 'key' : 'value');
    else if (token === ':') this.#step('colon', 'value');
    else this.#value(token.value);
    return undefined;
  }

  end(): void {
    if (this.#stack.length > 0 || !this.#started) throw broken('it ends too early');
  }

  #top(): Frame {
    const top = this.#stack.at(-1);
    if (!top) throw broken('something follows its end');
    return top;
  }

  #step(from: Frame['expects'], to: Frame['expects']): void {
    const top = this.#top();
    if (top.expects !== from) throw broken('a comma or colon stands where none may be');
    top.expects = to;
  }

  #open(sign: '{' | '['): void {
    const outer = this.#stack.at(-1);
    if (outer) this.#beforeValue(outer);
    else if (this.#started) throw broken('something follows its end');
    this.#started = true;
    if (this.#stack.length >= DEEPEST) throw broken('it is nested too deep');
    const kind = sign === '{' ? 'object' : 'list';
    const isAddress = kind === 'object' && outer?.kind === 'list';
    const n = isAddress ? ++this.#count : null;
    const level = kind === 'list' ? (LISTS[outer?.key ?? ''] ?? '') : (outer?.level ?? '');
    const draft = { code: '', title: '', level: '', latitude: '', longitude: '' };
    this.#stack.push({ kind, n, level, draft, key: undefined, expects: 'first' });
  }

  #close(sign: '}' | ']'): RawAddress | undefined {
    const top = this.#top();
    const fits = (sign === '}') === (top.kind === 'object');
    if (!fits || !(top.expects === 'first' || top.expects === 'more')) throw broken('a bracket closes nothing');
    this.#stack.pop();
    const outer = this.#stack.at(-1);
    if (outer) outer.expects = 'more';
    if (top.n === null) return undefined;
    const { draft, n } = top;
    const parentN = this.#stack.findLast((frame) => frame.n !== null)?.n ?? null;
    return { ...draft, n, parentN, parentCode: '', level: draft.level || top.level };
  }

  #value(value: string | number | boolean | null): void {
    const top = this.#top();
    if (top.kind === 'object' && (top.expects === 'first' || top.expects === 'key')) {
      if (typeof value !== 'string') throw broken('a name is no text');
      top.key = value;
      top.expects = 'colon';
      return;
    }
    this.#beforeValue(top);
    top.expects = 'more';
    const field = top.n === null ? undefined : FIELDS[(top.key ?? '').toLowerCase()];
    if (field && value !== null && top.draft[field] === '') top.draft[field] = String(value);
  }

  #beforeValue(frame: Frame): void {
    const may = frame.expects === 'value' || (frame.kind === 'list' && frame.expects === 'first');
    if (!may) throw broken('a value stands where none may be');
  }
}

const broken = (why: string) => invalid('file', 'address_file_unreadable', { why });

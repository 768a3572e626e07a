const DEEPEST = 100;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const WORDS: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
};

/**
 * What billings write who put JSON together by hand: keys without quotes (`{uid:5}`, lost in a shell), quotes of Python
 * with True, False and None, elements left out (`[, 2, 3]`), commas at the end, a quote behind a
 * number. Throws SyntaxError on anything else.
 */
export function looseJson(text: string): unknown {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw this.#wrong();
  }

  value(depth: number): unknown {
    if (depth > DEEPEST) throw this.#wrong();
    this.#space();
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"' || first === "'") return this.#string();
    const word = this.#match(/-?\d+(\.\d+)?([eE][+-]?\d+)?|[A-Za-z]+/y);
    if (/^[-\d]/.test(word)) {
      // The document's own example of rights_add has one there.
      if (this.#text[this.#at] === "'") this.#at++;
      return Number(word);
    }
    if (!Object.hasOwn(WORDS, word)) throw this.#wrong();
    return WORDS[word];
  }

  #object(depth: number): Record<string, unknown> {
    const members: [string, unknown][] = [];
    this.#take('{');
    while (!this.#take('}')) {
      this.#space();
      const quoted = this.#text[this.#at] === '"' || this.#text[this.#at] === "'";
      const key = quoted ? this.#string() : this.#match(/[\p{L}_][\p{L}\p{N}_]*/uy);
      if (!this.#take(':')) throw this.#wrong();
      members.push([key, this.value(depth + 1)]);
      if (!this.#take(',') && this.#text[this.#at] !== '}') throw this.#wrong();
    }
    return Object.fromEntries(members);
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#take('[');
    while (!this.#take(']')) {
      if (this.#take(',')) continue;
      items.push(this.value(depth + 1));
      if (!this.#take(',') && this.#text[this.#at] !== ']') throw this.#wrong();
    }
    return items;
  }

  #string(): string {
    const quote = this.#text[this.#at++];
    let out = '';
    for (;;) {
      const char = this.#text[this.#at++];
      if (char === undefined || char === '\n') throw this.#wrong();
      if (char === quote) return out;
      out += char === '\\' ? this.#escape() : char;
    }
  }

  #escape(): string {
    const char = this.#text[this.#at++] ?? '';
    const digits = char === 'u' ? 4 : char === 'x' ? 2 : 0;
    if (digits === 0) return ESCAPES[char] ?? char;
    const hex = this.#match(digits === 4 ? /[\dA-Fa-f]{4}/y : /[\dA-Fa-f]{2}/y);
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) throw this.#wrong();
    this.#at += found.length;
    return found;
  }

  #take(char: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #wrong(): SyntaxError {
    return new SyntaxError(`Unexpected text at ${this.#at}`);
  }
}

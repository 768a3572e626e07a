import WebSocket from 'ws';

export interface LdFragment {
  readonly id: number;
  readonly sequence: number;
  /** Units of the track's timescale. */
  readonly time: number;
  readonly duration: number;
  readonly key: boolean;
  readonly wallMs: number;
  readonly data: Buffer;
}

export interface LdText {
  readonly type: string;
  readonly event?: string;
  readonly tracks?: readonly { readonly id: number; readonly payload: string }[];
}

/** Speaks `mse_ld` and reads what comes at the places where the published player looks. */
export class LdClient {
  readonly texts: LdText[] = [];
  readonly fragments: LdFragment[] = [];
  closed: { code: number; reason: string } | undefined;
  refused: number | undefined;
  readonly #socket: WebSocket;
  readonly #open: Promise<void>;
  readonly #waiting = new Set<() => void>();

  constructor(url: string, origin: string | undefined) {
    this.#socket = new WebSocket(url, origin === undefined ? {} : { origin });
    this.#open = new Promise((done) => this.#socket.once('open', done));
    this.#socket.on('error', () => undefined);
    this.#socket.on('unexpected-response', (_request, response) => {
      this.refused = response.statusCode;
      this.#look();
    });
    this.#socket.on('message', (data: Buffer, binary) => {
      if (!binary) this.texts.push(JSON.parse(data.toString()) as LdText);
      else if (data.toString('latin1', 84, 88) === 'futc') this.fragments.push(read(data));
      this.#look();
    });
    this.#socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#look();
    });
  }

  say(text: string): void {
    void this.#open.then(() => this.#socket.send(text));
  }

  event(name: string): boolean {
    return this.texts.some(({ type, event }) => type === 'event' && event === name);
  }

  /** Head and fragments of a track behind each other. */
  film(id: number): Buffer {
    const heads = this.texts.flatMap(({ tracks }) => tracks ?? []).filter((track) => track.id === id);
    const head = Buffer.from(heads[0]?.payload ?? '', 'base64');
    return Buffer.concat([head, ...this.fragments.filter((fragment) => fragment.id === id).map(({ data }) => data)]);
  }

  /** Resolves with what `look` finds, as soon as that is true. */
  until<T>(look: () => T, limitMs = 20_000): Promise<NonNullable<T>> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`not reached: ${look}; ${JSON.stringify(this.texts)}`)), limitMs);
      const check = () => {
        const found = look();
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        done(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  close(): void {
    this.#socket.terminate();
  }

  #look(): void {
    for (const check of [...this.#waiting]) check();
  }
}

/** `origin`: of the page that speaks; none: no browser. */
export const ldClient = (url: string, origin?: string): LdClient => new LdClient(url, origin);

function read(data: Buffer): LdFragment {
  for (const [at, name] of [
    [4, 'moof'],
    [12, 'mfhd'],
    [28, 'traf'],
    [36, 'tfhd'],
    [64, 'tfdt'],
    [104, 'trun'],
  ] as const) {
    if (data.toString('latin1', at, at + 4) !== name) throw new Error(`no ${name} at ${at}`);
  }
  const count = data.readUInt32BE(112);
  let duration = 0;
  for (let index = 0; index < count; index += 1) duration += data.readUInt32BE(120 + index * 16);
  return {
    id: data.readUInt32BE(44),
    sequence: data.readUInt32BE(20),
    time: Number(data.readBigUInt64BE(72)),
    duration,
    key: (data.readUInt32BE(128) & 0x10000) === 0,
    wallMs: data.readUInt32BE(92) * 1000 + data.readUInt32BE(96) / 1000,
    data,
  };
}

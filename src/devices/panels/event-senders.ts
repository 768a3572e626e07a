import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type ReportingPanel, type SenderNames, senderAmong } from '../../core/panels/reports/senders.ts';

/** A look-up keeps one of the few threads of the process that files are read by as well. */
const RESOLVED_AT_ONCE = 2;
/** A name may lead elsewhere without a word. */
const RESOLVED_ANEW_MS = 5 * 60_000;

type Resolve = (host: string) => Promise<readonly string[]>;

const byDns: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** Where a name leads, and since when it is known to, ms of the process. */
interface Led {
  readonly addresses: readonly string[];
  readonly atMs: number;
}

/** Which panels stand behind which address. Names are resolved when they are learned, never when a message comes. */
export class EventSenders {
  readonly #resolve: Resolve;
  readonly #nowMs: () => number;
  /** By address or name. */
  #panels: ReadonlyMap<string, readonly ReportingPanel[]> = new Map();
  readonly #led = new Map<string, Led>();
  readonly #namesAt = new Map<string, Set<string>>();

  constructor(resolve: Resolve = byDns, nowMs: () => number = () => performance.now()) {
    this.#resolve = resolve;
    this.#nowMs = nowMs;
  }

  /**
   * In place of those that were known. Addresses count at once, new names one by one as they are resolved; a name is
   * resolved anew after five minutes, and one that does not resolve has no address until then. Ends early by the signal.
   */
  async learn(panels: readonly ReportingPanel[], signal?: AbortSignal): Promise<void> {
    const byHost = new Map<string, ReportingPanel[]>();
    for (const panel of panels) {
      const host = plain(panel.host);
      const same = byHost.get(host);
      if (same) same.push(panel);
      else byHost.set(host, [panel]);
    }
    this.#panels = byHost;
    for (const name of this.#led.keys()) if (!this.#panels.has(name)) this.#forget(name);
    const due = [...this.#panels.keys()].filter((host) => isIP(host) === 0 && this.#isDue(host));
    const work = async (): Promise<void> => {
      for (let name = due.pop(); name !== undefined && !signal?.aborted; name = due.pop())
        this.#lead(name, await this.#resolve(name).catch(() => []));
    };
    await Promise.all(Array.from({ length: RESOLVED_AT_ONCE }, work));
  }

  #isDue(name: string): boolean {
    const led = this.#led.get(name);
    return led === undefined || this.#nowMs() - led.atMs >= RESOLVED_ANEW_MS;
  }

  #lead(name: string, resolved: readonly string[]): void {
    this.#forget(name);
    const addresses = [...new Set(resolved.map(plain))];
    this.#led.set(name, { addresses, atMs: this.#nowMs() });
    for (const address of addresses)
      this.#namesAt.set(address, (this.#namesAt.get(address) ?? new Set<string>()).add(name));
  }

  #forget(name: string): void {
    for (const address of this.#led.get(name)?.addresses ?? []) {
      const names = this.#namesAt.get(address);
      names?.delete(name);
      if (names?.size === 0) this.#namesAt.delete(address);
    }
    this.#led.delete(name);
  }

  isKnown(address: string): boolean {
    const place = plain(address);
    return this.#panels.has(place) || this.#namesAt.has(place);
  }

  /** Undefined: nobody's, or nobody can tell whose of several. */
  find(address: string, names: SenderNames): ReportingPanel | undefined {
    const place = plain(address);
    const hosts = [place, ...(this.#namesAt.get(place) ?? [])];
    return senderAmong(
      hosts.flatMap((host) => this.#panels.get(host) ?? []),
      names,
    );
  }
}

/** IPv4 as itself, where a socket for both writes it as IPv6. */
const plain = (address: string): string => address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');

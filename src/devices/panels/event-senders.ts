import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type ReportingPanel, type SenderNames, senderAmong } from '../../core/panels/reports/senders.ts';

const RESOLVED_AT_ONCE = 16;

type Resolve = (host: string) => Promise<readonly string[]>;

const byDns: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** Which panels stand behind which address. Names are resolved when they are learned, never when a message comes. */
export class EventSenders {
  readonly #resolve: Resolve;
  #byAddress: ReadonlyMap<string, readonly ReportingPanel[]> = new Map();

  constructor(resolve: Resolve = byDns) {
    this.#resolve = resolve;
  }

  /** In place of those that were known. A name that does not resolve has no address until the next time. */
  async learn(panels: readonly ReportingPanel[]): Promise<void> {
    const names = [...new Set(panels.map(({ host }) => host))].filter((host) => isIP(host) === 0);
    const resolved = await this.#addressesOf(names);
    const byAddress = new Map<string, ReportingPanel[]>();
    for (const panel of panels)
      for (const address of resolved.get(panel.host) ?? [panel.host]) {
        const place = plain(address);
        byAddress.set(place, [...(byAddress.get(place) ?? []), panel]);
      }
    this.#byAddress = byAddress;
  }

  async #addressesOf(names: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, readonly string[]>();
    const left = [...names];
    const work = async (): Promise<void> => {
      for (let host = left.pop(); host !== undefined; host = left.pop())
        found.set(host, await this.#resolve(host).catch(() => []));
    };
    await Promise.all(Array.from({ length: RESOLVED_AT_ONCE }, work));
    return found;
  }

  isKnown(address: string): boolean {
    return this.#byAddress.has(plain(address));
  }

  /** Undefined: nobody's, or nobody can tell whose of several. */
  find(address: string, names: SenderNames): ReportingPanel | undefined {
    return senderAmong(this.#byAddress.get(plain(address)) ?? [], names);
  }
}

/** IPv4 as itself, where a socket for both writes it as IPv6. */
const plain = (address: string): string => address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A contract as the billing has it. */
export interface BilledContract {
  phones: string[];
  open: boolean;
  paid: boolean;
  flat?: number | string;
  /** By device, where it sells so: 0, 1, 2. */
  devices?: Record<string, number>;
}

/** A provider's billing over HTTP whose mood a test sets. */
export class HttpBilling {
  readonly contracts = new Map<number, BilledContract>();
  /** `missing`: 404, as REST has what is not there. `page`: an error page with status 200. `silent`: takes the question and answers when told to. `cut`: hangs up. */
  mood: 'well' | 'missing' | 'page' | 'silent' | 'cut' | 'broken' | 'nonsense' = 'well';
  /** What was asked, as `function subject`. */
  readonly asked: string[] = [];
  readonly #held: (() => void)[] = [];
  readonly #server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://billing');
    const [, name = ''] = url.pathname.split('/');
    const subject = url.searchParams.get('phone') ?? url.searchParams.get('uid') ?? '';
    this.asked.push(`${name} ${subject}`);
    // The answer is made when the question comes, however late it is sent.
    const body = JSON.stringify(this.#answer(name, subject));
    if (this.mood === 'silent') this.#held.push(() => send(response, 200, body));
    else if (this.mood === 'cut') request.socket.destroy();
    else if (this.mood === 'page') send(response, 200, '<html>Bitrix: mysql connect error</html>', 'text/html');
    else if (this.mood === 'missing') send(response, 404, '{"detail": "no such contract"}');
    else if (this.mood === 'broken') send(response, 500, '{"error": "no database"}');
    else if (this.mood === 'nonsense') send(response, 200, '{"error": "table crashed"}');
    else send(response, 200, body);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  config(more: object = {}, byDevice = false): object {
    const { port } = this.#server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const state = byDevice
      ? { isActiv: `${base}/isActiv?uid={uid}&devices={devices}` }
      : { camsActiv: `${base}/camsActiv?uid={uid}` };
    return {
      kind: 'http',
      requests: {
        uidFrom: `${base}/uidFrom?phone={phone}`,
        ...state,
        billingList: `${base}/billingList?phone={phone}`,
        flatFromUid: `${base}/flatFromUid?uid={uid}`,
      },
      ...more,
    };
  }

  count(name: string): number {
    return this.asked.filter((one) => one.startsWith(`${name} `)).length;
  }

  /** Sends what was held back. */
  release(): void {
    for (const send of this.#held.splice(0)) send();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(name: string, subject: string): unknown {
    const of = (phone: string) => [...this.contracts].filter(([, { phones }]) => phones.includes(phone));
    const contract = this.contracts.get(Number(subject));
    if (name === 'uidFrom') return { uids: of(subject).map(([uid]) => uid) };
    if (name === 'camsActiv') return contract && { cams_open: contract.open, cams_paid: contract.paid };
    if (name === 'isActiv') return contract?.devices ?? {};
    if (name === 'flatFromUid') return contract?.flat ?? null;
    return of(subject).map(([uid, { paid }]) => ({
      uid,
      login: String(uid).padStart(5, '0'),
      address: `Contract ${uid}`,
      cams: '261.0',
      camsdata: paid ? '2035-11-12' : '',
      balans: 50,
      payment: 500,
      invoice: true,
    }));
  }
}

function send(response: ServerResponse, status: number, body = 'null', type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

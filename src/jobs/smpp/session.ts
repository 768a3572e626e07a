/// <reference path="./smpp-package.d.ts" />
import smpp, { type Pdu, type Session } from 'smpp';
import type { ShortMessage, SmsGateway } from '../../core/domains/sms-gateway.ts';
import { internationalPhone } from '../../core/phones/phone.ts';

/** Who we are to a centre, at an address that is resolved and permitted. */
export type SmscAccount = Omit<Extract<SmsGateway, { kind: 'smpp' }>, 'kind' | 'host'> & { readonly address: string };

/** What the centre sends by itself is answered when this has taken it. Throws when it has to be sent again. */
export type Take = (pdu: Pdu) => Promise<void>;

/** SMPP 3.4: what telephones are called by. */
const TON = { unknown: 0, international: 1, alphanumeric: 5 } as const;
const NPI = { unknown: 0, isdn: 1 } as const;
/** GSM's own alphabet holds Latin alone; anything else goes as UCS-2. */
const CODING = { gsm: 0, ucs2: 8 } as const;
const PARTING_MS = 2000;
/** The package says 5.0 where it is not told. */
const SMPP_3_4 = 0x34;
/** A receipt, whatever becomes of the message. */
const RECEIPT = 1;
/** ESME_RX_T_APPN: not now, send it again. */
const LATER = 0x64;

/** One connection to an SMS centre. Everything throws what the centre says, that it hung up, or cannot be spoken to. */
export class CentreSession {
  readonly #session: Session;
  readonly #account: SmscAccount;
  readonly #broken: Promise<never>;
  #open = true;
  #bound = false;

  constructor(account: SmscAccount, take: Take = async () => undefined) {
    this.#account = account;
    const session = smpp.connect({ host: account.address, port: account.port });
    this.#session = session;
    this.#broken = new Promise<never>((_, reject) => {
      session.on('error', (error) =>
        reject(new Error(`The SMS centre cannot be spoken to: ${error.code ?? 'it makes no sense'}`)),
      );
      session.on('close', () => reject(new Error('The SMS centre hung up')));
    });
    this.#broken.catch(() => {
      this.#open = false;
      session.destroy();
    });
    session.on('enquire_link', (pdu) => session.send(pdu.response()));
    session.on('deliver_sm', (pdu) =>
      take(pdu).then(
        () => session.send(pdu.response()),
        () => session.send(pdu.response({ command_status: LATER })),
      ),
    );
  }

  get open(): boolean {
    return this.#open;
  }

  /** The centre has taken the login. */
  get bound(): boolean {
    return this.#bound;
  }

  async bind(): Promise<void> {
    await this.#unlessBroken(new Promise<void>((resolve) => this.#session.on('connect', resolve)));
    const { systemId: system_id, password, bind } = this.#account;
    const login = { system_id, password, interface_version: SMPP_3_4 };
    const bound = await this.#ask((done) => this.#session[`bind_${bind}`](login, done));
    if (bound.command_status !== 0) throw new Error(`The SMS centre refused the login: ${statusOf(bound)}`);
    this.#bound = true;
  }

  /** Gives back the centre's id of the message; some have none. */
  async submit({ phone, text }: ShortMessage): Promise<string> {
    const { from, receipts } = this.#account;
    const latin = /^[\x20-\x7e]*$/.test(text);
    const message = {
      ...sender(from),
      dest_addr_ton: TON.international,
      dest_addr_npi: NPI.isdn,
      destination_addr: internationalPhone(phone),
      data_coding: latin ? CODING.gsm : CODING.ucs2,
      short_message: latin ? text : Buffer.from(text, 'utf16le').swap16(),
      ...(receipts ? { registered_delivery: RECEIPT } : {}),
    };
    const taken = await this.#ask((done) => this.#session.submit_sm(message, done));
    if (taken.command_status !== 0) throw new Error(`The SMS centre refused the message: ${statusOf(taken)}`);
    return taken.message_id ?? '';
  }

  /** Whether the other side is there. */
  async enquire(): Promise<void> {
    await this.#ask((done) => this.#session.enquire_link(done));
  }

  /** Says goodbye, and waits for no answer: what was taken is taken. */
  leave(): void {
    this.#open = false;
    this.#session.unbind({}, () => this.#session.close());
    setTimeout(() => this.#session.destroy(), PARTING_MS).unref();
  }

  end(): void {
    this.#open = false;
    this.#session.destroy();
  }

  async #ask(send: (done: (answer: Pdu) => void) => void): Promise<Pdu> {
    return await this.#unlessBroken(new Promise(send));
  }

  async #unlessBroken<T>(answer: Promise<T>): Promise<T> {
    return await Promise.race([this.#broken, answer]);
  }
}

function sender(from: string): Record<string, string | number> {
  if (from === '') return { source_addr_ton: TON.unknown, source_addr_npi: NPI.unknown, source_addr: '' };
  if (!/^\+?\d+$/.test(from))
    return { source_addr_ton: TON.alphanumeric, source_addr_npi: NPI.unknown, source_addr: from };
  const digits = from.replace('+', '');
  // Short numbers are of no country.
  const source_addr_ton = digits.length > 8 ? TON.international : TON.unknown;
  return { source_addr_ton, source_addr_npi: NPI.isdn, source_addr: digits };
}

/** By its name in the standard, such as ESME_RINVPASWD. */
function statusOf({ command_status: status }: Pdu): string {
  const name = Object.entries(smpp.errors).find(([, value]) => value === status)?.[0];
  return name ?? `0x${status.toString(16).padStart(8, '0')}`;
}

export class CentreSilent extends Error {
  constructor() {
    super('The SMS centre does not answer');
  }
}

/** Throws `CentreSilent` when `limitMs` is over first. */
export async function answered<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CentreSilent()), limitMs);
  });
  return await Promise.race([late, answer]).finally(() => clearTimeout(timer));
}

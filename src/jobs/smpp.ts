/// <reference path="./smpp-package.d.ts" />
import smpp, { type Pdu, type Session } from 'smpp';
import type { ShortMessage } from '../core/domains/sms-gateway.ts';
import { internationalPhone } from '../core/phones/phone.ts';

export interface SmscAccount {
  /** Already resolved and permitted. */
  readonly address: string;
  readonly port: number;
  readonly systemId: string;
  readonly password: string;
  readonly from: string;
}

/** SMPP 3.4: what telephones are called by. */
const TON = { unknown: 0, international: 1, alphanumeric: 5 } as const;
const NPI = { unknown: 0, isdn: 1 } as const;
/** GSM's own alphabet holds Latin alone; anything else goes as UCS-2. */
const CODING = { gsm: 0, ucs2: 8 } as const;
const PARTING_MS = 2000;

/**
 * Binds to an SMS centre, gives it one message and unbinds; gives back the centre's id of the message. Throws when it
 * refuses, hangs up, or `limitMs` is over.
 */
export async function submitSms(account: SmscAccount, message: ShortMessage, limitMs: number): Promise<string> {
  const session = smpp.connect({ host: account.address, port: account.port });
  let timer: NodeJS.Timeout | undefined;
  const broken = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The SMS centre does not answer')), limitMs);
    session.on('error', (error) =>
      reject(new Error(`The SMS centre cannot be spoken to: ${error.code ?? 'it makes no sense'}`)),
    );
    session.on('close', () => reject(new Error('The SMS centre hung up')));
  });
  try {
    const id = await Promise.race([broken, submit(session, account, message)]);
    // It is taken whatever happens now: a centre that hangs up instead of answering must not get it twice.
    session.unbind({}, () => session.close());
    setTimeout(() => session.destroy(), PARTING_MS).unref();
    return id;
  } catch (error) {
    session.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    broken.catch(() => undefined);
  }
}

async function submit(session: Session, account: SmscAccount, { phone, text }: ShortMessage): Promise<string> {
  await new Promise<void>((resolve) => session.on('connect', resolve));
  const { systemId: system_id, password, from } = account;
  const bound = await ask((done) => session.bind_transmitter({ system_id, password }, done));
  if (bound.command_status !== 0) throw new Error(`The SMS centre refused the login: ${statusOf(bound)}`);
  const latin = /^[\x20-\x7e]*$/.test(text);
  const taken = await ask((done) =>
    session.submit_sm(
      {
        ...sender(from),
        dest_addr_ton: TON.international,
        dest_addr_npi: NPI.isdn,
        destination_addr: internationalPhone(phone),
        data_coding: latin ? CODING.gsm : CODING.ucs2,
        short_message: latin ? text : Buffer.from(text, 'utf16le').swap16(),
      },
      done,
    ),
  );
  if (taken.command_status !== 0) throw new Error(`The SMS centre refused the message: ${statusOf(taken)}`);
  return taken.message_id ?? '';
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

const ask = (send: (done: (answer: Pdu) => void) => void): Promise<Pdu> => new Promise(send);

/** By its name in the standard, such as ESME_RINVPASWD. */
function statusOf({ command_status: status }: Pdu): string {
  const name = Object.entries(smpp.errors).find(([, value]) => value === status)?.[0];
  return name ?? `0x${status.toString(16).padStart(8, '0')}`;
}

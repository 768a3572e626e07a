import type { ShortMessage } from '../../core/domains/sms-gateway.ts';
import { type Receipt, receiptOf } from './receipt.ts';
import { answered, CentreSession, CentreSilent, type SmscAccount } from './session.ts';

/** So long after the last message its receipt is waited for; what comes later comes with the next session. */
const STAY_MS = 120_000;
const ENQUIRE_MS = 30_000;
/** Of the centre, to be asked whether it is there. */
const ANSWER_MS = 10_000;

interface Staying {
  readonly session: CentreSession;
  readonly bound: Promise<void>;
  leaving: NodeJS.Timeout | undefined;
  asking: NodeJS.Timeout | undefined;
}

/** Throws when the receipt has to be sent again. */
export type TakeReceipt = (domainId: number, receipt: Receipt) => Promise<void>;

/** Sends over sessions that stay for the receipts: one for each account of a domain, since centres count them. */
export class ReceiptSessions {
  readonly #take: TakeReceipt;
  readonly #staying = new Map<string, Staying>();

  constructor(take: TakeReceipt) {
    this.#take = take;
  }

  /** Gives back the centre's id of the message. Throws when it refuses, hangs up, or `limitMs` is over. */
  async submit(domainId: number, account: SmscAccount, message: ShortMessage, limitMs: number): Promise<string> {
    const key = JSON.stringify([domainId, account]);
    const staying = this.#find(key, domainId, account);
    try {
      const sent = staying.bound.then(async () => await staying.session.submit(message));
      sent.catch(() => undefined);
      const id = await answered(sent, limitMs);
      this.#stay(key, staying);
      return id;
    } catch (error) {
      // One that refuses a message goes on; one that was never bound, or is silent, does not.
      const { bound, open } = staying.session;
      if (!bound || !open || error instanceof CentreSilent) this.#drop(key, staying);
      else this.#stay(key, staying);
      throw error;
    }
  }

  close(): void {
    for (const [key, staying] of this.#staying) {
      this.#forget(key, staying);
      staying.session.leave();
    }
  }

  #find(key: string, domainId: number, account: SmscAccount): Staying {
    const old = this.#staying.get(key);
    if (old?.session.open === true) return old;
    if (old !== undefined) this.#drop(key, old);
    const session = new CentreSession(account, async (pdu) => {
      const receipt = receiptOf(pdu);
      if (receipt !== undefined) await this.#take(domainId, receipt);
    });
    const bound = session.bind();
    bound.catch(() => undefined);
    const staying: Staying = { session, bound, leaving: undefined, asking: undefined };
    this.#staying.set(key, staying);
    return staying;
  }

  #stay(key: string, staying: Staying): void {
    clearTimeout(staying.leaving);
    staying.leaving = setTimeout(() => {
      this.#forget(key, staying);
      staying.session.leave();
    }, STAY_MS).unref();
    staying.asking ??= setInterval(() => {
      void answered(staying.session.enquire(), ANSWER_MS).catch(() => this.#drop(key, staying));
    }, ENQUIRE_MS).unref();
  }

  #drop(key: string, staying: Staying): void {
    this.#forget(key, staying);
    staying.session.end();
  }

  #forget(key: string, staying: Staying): void {
    clearTimeout(staying.leaving);
    clearInterval(staying.asking);
    if (this.#staying.get(key) === staying) this.#staying.delete(key);
  }
}

import type { ShortMessage } from '../../core/domains/sms-gateway.ts';
import { answered, CentreSession, type SmscAccount } from './session.ts';

/**
 * Binds to an SMS centre, gives it one message and unbinds; gives back the centre's id of the message. Throws when it
 * refuses, hangs up, or `limitMs` is over.
 */
export async function submitSms(account: SmscAccount, message: ShortMessage, limitMs: number): Promise<string> {
  const session = new CentreSession(account);
  const sent = (async () => {
    await session.bind();
    return await session.submit(message);
  })();
  try {
    const id = await answered(sent, limitMs);
    // It is taken whatever happens now: a centre that hangs up instead of answering must not get it twice.
    session.leave();
    return id;
  } catch (error) {
    session.end();
    sent.catch(() => undefined);
    throw error;
  }
}

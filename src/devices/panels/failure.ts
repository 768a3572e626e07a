import type { Opening } from '../../core/doors/door.ts';
import { DomainError } from '../../core/errors.ts';
import { PanelFailure } from '../../core/panels/control.ts';

/** Runs an opening and tells how it ended and how long it took; never throws for a fault of the device. */
export async function timed(open: () => Promise<void>): Promise<Opening> {
  const started = performance.now();
  const panelMs = (): number => Math.round(performance.now() - started);
  try {
    await open();
    return { result: 'opened', panelMs: panelMs() };
  } catch (error) {
    const { reason, message } = failureOf(error);
    return { result: 'failed', panelMs: panelMs(), reason, detail: message };
  }
}

/** Only what the device itself confirms has happened: a redirect is no answer. */
export function requireDone(status: number): void {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403)
    throw new PanelFailure('credentials', `The panel does not accept its login and password (${status})`);
  throw new PanelFailure('refused', `The panel answered ${status}`);
}

/** What went wrong on the way, in words that name neither the address nor what was asked. */
export function failureOf(error: unknown): PanelFailure {
  if (error instanceof PanelFailure) return error;
  const { name, code = '', message } = error as { name?: string; code?: string; message?: string };
  if (name === 'AbortError' || name === 'TimeoutError' || message === 'No answer in time')
    return new PanelFailure('timeout', 'The panel did not answer in time');
  if (error instanceof DomainError) return new PanelFailure('unreachable', barred(error));
  return new PanelFailure('unreachable', CODES[code] ?? 'The panel cannot be reached');
}

const barred = ({ kind }: DomainError): string =>
  kind === 'unavailable'
    ? "The panel's name does not resolve"
    : "The panel's address may not be reached from here: see EGRESS_ALLOW and the organization's networks";

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The panel does not take connections',
  ECONNRESET: 'The panel hung up without an answer',
  EHOSTUNREACH: 'There is no way to the panel',
  ENETUNREACH: 'There is no way to the panel',
};

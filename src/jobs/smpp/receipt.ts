/// <reference path="./smpp-package.d.ts" />
import type { Pdu } from 'smpp';
import type { Outcome } from '../../core/outbox/receipts.ts';

export interface Receipt {
  /** The centre's id of the message, as it writes it here. */
  readonly reference: string;
  readonly outcome: Outcome;
}

/** `message_state` of SMPP 3.4, 5.2.28; 1 and 6 say that it is on its way. */
const STATES: Readonly<Record<number, Outcome>> = {
  2: 'delivered',
  3: 'expired',
  4: 'deleted',
  5: 'undeliverable',
  7: 'unknown',
  8: 'rejected',
};
/** `stat:` in the text of a receipt, appendix B. */
const WORDS: Readonly<Record<string, Outcome>> = {
  DELIVRD: 'delivered',
  EXPIRED: 'expired',
  DELETED: 'deleted',
  UNDELIV: 'undeliverable',
  UNKNOWN: 'unknown',
  REJECTD: 'rejected',
};
/** Of `esm_class`: what kind of message it is; a receipt. */
const KIND = 0b0011_1100;
const RECEIPT = 0b0000_0100;

/** What a `deliver_sm` says of a message; undefined: nothing, or nothing final. Fields go before the text. */
export function receiptOf(pdu: Pdu): Receipt | undefined {
  const { esm_class: kind, receipted_message_id: id, message_state: state } = pdu;
  const text = textOf(pdu.short_message) || textOf(pdu.message_payload);
  // Some centres leave the class out where they give the fields.
  if ((Number(kind) & KIND) !== RECEIPT && id === undefined) return undefined;
  const [, written = ''] = /\bid:\s*(\S+)/i.exec(text) ?? [];
  const [, word = ''] = /\bstat:\s*(\w+)/i.exec(text) ?? [];
  const reference = String(id ?? written).replace(/\0+$/, '');
  const outcome = STATES[Number(state)] ?? WORDS[word.toUpperCase()];
  return reference === '' || outcome === undefined ? undefined : { reference, outcome };
}

function textOf(field: unknown): string {
  const message = (field as { message?: unknown } | undefined)?.message ?? '';
  return typeof message === 'string' ? message : Buffer.isBuffer(message) ? message.toString('latin1') : '';
}

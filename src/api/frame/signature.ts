import type { FastifyRequest } from 'fastify';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { SignatureCheck, SignatureFault } from '../../core/signed-calls.ts';

/** What the library says, by what it means; anything else is a signature that does not fit. */
const FAULTS: Readonly<Record<string, SignatureFault>> = {
  'Missing required headers': 'unsigned',
  'Invalid Signature Headers': 'unsigned',
  'Message timestamp too old': 'old',
  'Message timestamp too new': 'early',
};

/** Whether the bytes of a call are signed as Standard Webhooks has it; compared in constant time. */
export function signatureOf(request: FastifyRequest, body: Buffer): SignatureCheck {
  const headers = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(request.headers[name] ?? '')]),
  );
  const text = body.toString('utf8');
  return (secret) => {
    try {
      new Webhook(secret).verify(text, headers, { jsonParse: false });
      return undefined;
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return FAULTS[error.message] ?? 'wrong';
    }
  };
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { Core } from './core.ts';
import { originOf } from './origin.ts';

/** What is wrong with a signature; undefined: it is right. */
export type SignatureFault = 'unsigned' | 'old' | 'early' | 'wrong';

/** Whether what was sent is signed with this secret; of the composition, which has the library for it. */
export type SignatureCheck = (secret: string) => SignatureFault | undefined;

/** As long are both secrets good after a new one was made: time to bring it to the other side. */
export const BOTH_SECRETS_MS = 24 * 3_600_000;

const SECRET_BYTES = 32;

/** As the Standard Webhooks specification writes secrets. */
export const newSigningSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

interface StoredSecrets {
  readonly secretSealed: Uint8Array | null;
  readonly formerSecretSealed: Uint8Array | null;
  readonly formerSecretUntil: Date | null;
}

/** Of the secrets that are good now, the newest first: one that fits is enough. Nobody's are `wrong` in the same time. */
export function signatureFault(
  core: Core,
  label: string,
  stored: StoredSecrets | undefined,
  check: SignatureCheck,
): SignatureFault | undefined {
  let fault: SignatureFault | undefined;
  for (const secret of stored ? secretsOf(core, label, stored) : [newSigningSecret()]) {
    fault = check(secret);
    if (fault === undefined) return stored ? undefined : 'wrong';
  }
  return fault ?? 'wrong';
}

function secretsOf(core: Core, label: string, stored: StoredSecrets): readonly string[] {
  const { secretSealed, formerSecretSealed, formerSecretUntil } = stored;
  const former = formerSecretUntil !== null && formerSecretUntil > core.clock() ? formerSecretSealed : null;
  return [secretSealed, former].flatMap((sealed) => (sealed === null ? [] : [core.sealer.open(label, sealed)]));
}

/**
 * Counts a wrong signature by where it comes from, apart from wrong keys and apart for each kind of caller. One that is
 * right is never held up.
 */
export async function countFault(core: Core, callers: string, address: string | undefined): Promise<void> {
  await core.keyThrottle.attempt(randomUUID(), `${callers} of ${originOf(address) ?? ''}`, async () => undefined);
}

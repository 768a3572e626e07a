import type { MediaControl, StreamSpec } from '../control.ts';

/**
 * Why a camera refused the login, where it was not the login: ffmpeg takes the last Digest that is offered, and knows
 * MD5 alone. Undefined: nothing speaks against the password being wrong.
 */
export async function loginProblem(control: MediaControl, spec: StreamSpec): Promise<string | undefined> {
  if (!/^rtsps?:/i.test(spec.url)) return undefined;
  try {
    const algorithm = unknownAlgorithm(await control.challenges(spec));
    if (algorithm === undefined) return undefined;
    return `the camera asks for a login by Digest with the algorithm ${algorithm}, which ffmpeg does not know, whatever the password: choose MD5 (or Basic) in the settings of the camera`;
  } catch {
    return undefined; // the camera hung up, or may not be reached
  }
}

/** Several challenges stand in one header, or in one each. */
export function unknownAlgorithm(challenges: readonly string[]): string | undefined {
  const digests = challenges.flatMap((text) => text.match(/\bDigest\s.*?(?=,\s*(?:Basic|Digest|Bearer)\s|$)/gi) ?? []);
  const last = (digests.at(-1) ?? '').replace(/(\w+)="[^"]*"/g, (field, name) =>
    /^algorithm$/i.test(name) ? field : name,
  );
  const algorithm = /\balgorithm\s*=\s*"?([\w-]{1,30})/i.exec(last)?.[1];
  return algorithm === undefined || /^md5(-sess)?$/i.test(algorithm) ? undefined : algorithm;
}

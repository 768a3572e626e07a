import { DomainError } from '../../errors.ts';
import type { NewCamera } from '../camera.ts';

/** One row of an import; `key` names it in the errors. */
export interface ImportRow {
  readonly key: string;
  readonly camera: NewCamera;
}

/** What the work gives; undefined: the row is in error. */
export function attempt<T>(errors: Map<string, DomainError>, key: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    errors.set(freeKey(errors, key), error);
    return undefined;
  }
}

export const noError = (errors: Map<string, DomainError>, key: string, work: () => void): boolean =>
  attempt(errors, key, () => {
    work();
    return true;
  }) ?? false;

/** Two bad rows of one name both keep their message. */
export function freeKey(errors: ReadonlyMap<string, DomainError>, key: string): string {
  if (!errors.has(key)) return key;
  for (let n = 2; ; n++) if (!errors.has(`${key} (${n})`)) return `${key} (${n})`;
}

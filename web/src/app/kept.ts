import { useEffect, useSyncExternalStore } from 'react';

/** Forms on the page that hold what somebody typed and did not save. */
const forms = new Set<object>();
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => void listener());

/** While it is true, a session that ends leaves the page as it is, and the sign-in comes over it. */
export function useKept(holds: boolean): void {
  useEffect(() => {
    if (!holds) return;
    const form = {};
    forms.add(form);
    tell();
    return () => {
      forms.delete(form);
      tell();
    };
  }, [holds]);
}

export const useHoldsTyped = (): boolean => useSyncExternalStore(listen, () => forms.size > 0);

/** What was typed is given up: by whoever leaves, or because somebody else has come. */
export function giveUpTyped(): void {
  forms.clear();
  tell();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

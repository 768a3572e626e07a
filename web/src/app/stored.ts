/** Choices of this browser. Storage may be switched off or full: then they last as long as the page. */
const PREFIX = 'vedette.';

export function readStored(name: string): string | undefined {
  try {
    return window.localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writeStored(name: string, value: string): void {
  try {
    window.localStorage.setItem(PREFIX + name, value);
  } catch {
    // Nothing to do: the choice holds for this page.
  }
}

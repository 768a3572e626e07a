const KEY = 'vedette.support';

/** The session of support that this tab is in, as the server names it; null: the tab is whoever signed in. */
export function supportTab(): string | null {
  try {
    return window.sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** From now on the tab speaks for that session; null: for whoever signed in. Other tabs stay what they are. */
export function setSupportTab(id: string | null): void {
  try {
    if (id === null) window.sessionStorage.removeItem(KEY);
    else window.sessionStorage.setItem(KEY, id);
  } catch {
    // A browser without storage for a tab stays the administrator, who is told so by the pages.
  }
}

/** Keeps the shell for a time without network, and lets a phone install the app. Only of a build: `vite` alone has none. */
export function installWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // Refused where the browser keeps nothing: the app works without.
    navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' }).catch(() => undefined);
  });
}

/** A page that has stood open since before an update asks for a part that is no longer there: the new version is read. */
export function renewWhenOutdated(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    // Words for a refusal can be done without: what was typed into the form that was refused stays.
    if (/\/refusals-/.test(String(payload))) return;
    void fetch('/', { method: 'HEAD' }).then(
      ({ ok }) => ok && window.location.reload(),
      () => undefined,
    );
  });
}

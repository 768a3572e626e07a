/**
 * Opens the app while there is no network: the shell of this build is kept, and every page of it says by itself that
 * nobody answers. What the API, the cameras and the embed page say is never kept, nor even looked at here.
 *
 * A page is always asked of the server first, so that a new version is there at the next opening. Assets carry a hash
 * of their content in their names, so a kept one is always right. `SHELL` and `VERSION` are filled in by the build.
 */
const SHELL = __SHELL__;
const CACHE = `shell-${__VERSION__}`;
const PAGE = '/index.html';
/** Pages of machines, and what has no page here. */
const NO_PAGE = /^\/(api|vsaas|system-api|bill|health|metrics|embed|play|assets)(\/|$)|\.[^/]*$/;

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (!NO_PAGE.test(url.pathname)) event.respondWith(page(event));
  } else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

async function keepShell() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...SHELL, new Request(PAGE, { cache: 'reload' })]);
  await self.skipWaiting();
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith('shell-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const kept = await caches.match(PAGE, { cacheName: CACHE });
    if (kept === undefined) throw error;
    return kept;
  }
}

async function asset(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}

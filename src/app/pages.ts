/**
 * Addresses of pages that the web has, `$` being an id: those of `web/src/app/routes/paths.ts`, to which a test holds them.
 * All other addresses may be a camera's, and get no page.
 */
const PAGES = [
  ...['/', '/sign-in', '/restore-password', '/cameras', '/cameras/$', '/doors', '/contracts', '/profile'],
  ...['/support', '/support/new', '/support/$', '/admin', '/admin/connector', '/admin/settings'],
  ...['/admin/streamers', '/admin/billing-events', '/admin/audit', '/admin/messages', '/admin/viewings'],
  ...['cameras', 'doors', 'locks', 'organizations', 'users', 'presets', 'administrators', 'plans', 'tickets'].flatMap(
    (thing) => [`/admin/${thing}`, `/admin/${thing}/$`, `/admin/${thing}/new`],
  ),
];
const PAGE = new RegExp(`^(${PAGES.map((page) => page.replace('$', '\\d+')).join('|')})$`);
/** What somebody may have mistyped who meant one of them: one part alone, or below one of our own first parts. */
const NEARLY = /^\/([^/]*|(cameras|doors|support|admin)\/.*)$/;

export function isPage(path: string): boolean {
  return PAGE.test(withoutEnd(path));
}

/** A browser that goes there is told by a page that nothing is there. */
export function isMistypedPage(path: string): boolean {
  return NEARLY.test(withoutEnd(path)) && !/\.[^/]*$/.test(path);
}

const withoutEnd = (path: string): string => (path === '/' ? path : path.replace(/\/$/, ''));

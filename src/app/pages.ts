import { paths } from '../../web/src/app/routes/paths.ts';

/** Addresses of pages that the web has, an id being a number. All other addresses may be a camera's, and get no page. */
const PAGES = Object.values(paths).map((path) => path.replace(/\$\w+/g, '\\d+'));
const PAGE = new RegExp(`^(${PAGES.join('|')})$`);
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

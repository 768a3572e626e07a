import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { pages } from '../viewer/pages.ts';
import { loadConsoleWords } from './i18n.ts';

type PageOf<Part extends { readonly pages: object }> = keyof Part['pages'];

/** A page that a subscriber arrives at, by the name of its component: it comes with the app. */
export const viewerPage = (name: keyof typeof pages) => pages[name];

/** A page of the viewer with a form, by the name of its component; forms speak the console's words. */
export const formPage = (name: PageOf<typeof import('../viewer/formPages.ts')>) =>
  lazyRouteComponent(async () => (await withConsoleWords(import('../viewer/formPages.ts'))).pages, name);

/** Where a tab of support arrives when it is over. */
export const supportEndedPage = () => formPage('SupportEndedPage');

/** Of a tab in which an administrator looks as a user; nobody else loads it. */
export const SupportBanner = lazy(async () => ({
  default: (await withConsoleWords(import('../viewer/formPages.ts'))).SupportBanner,
}));

/** Over a page whose session ended while something was typed on it. */
export const SignInAgain = lazy(async () => ({
  default: (await withConsoleWords(import('../viewer/formPages.ts'))).SignInAgain,
}));

/** A page of the console, by the name of its component and file; a test compares the names with the files. */
export const consolePage = (name: 'ConsoleShell' | `${string}Page`) =>
  lazyRouteComponent(async () => (await withConsoleWords(import('../console/pages.ts'))).pages, name);

async function withConsoleWords<Part>(part: Promise<Part>): Promise<Part> {
  const [loaded] = await Promise.all([part, loadConsoleWords()]);
  return loaded;
}

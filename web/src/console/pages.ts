import type { ReactNode } from 'react';
import type { Me } from '../api/types.ts';
import { CONSOLE_PLACES, type ConsolePlace, isShownTo } from '../app/routes/consolePlaces.ts';
import { ConsoleShell } from './ConsoleShell.tsx';

type Page = () => ReactNode;
/** Each `<Name>Page.tsx` below exports the component `<Name>Page` and nothing else; a test holds the routes to these names. */
const FILES = import.meta.glob<Readonly<Record<string, Page>>>('./**/*Page.tsx', { eager: true });

/** The pages of the console: loaded as one at the first of them, so that moving between them waits for data alone. */
export const pages: Readonly<Record<string, Page>> = {
  ConsoleShell,
  ...Object.fromEntries(Object.values(FILES).flatMap((file) => Object.entries(file))),
};

/** The list of the main pages for the palette: with their icons it is no part of what a subscriber loads. */
export const placesOf = (me: Me): readonly ConsolePlace[] => CONSOLE_PLACES.filter((place) => isShownTo(me, place));

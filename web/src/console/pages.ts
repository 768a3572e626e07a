import type { ReactNode } from 'react';
import { ConsoleShell } from './ConsoleShell.tsx';

type Page = () => ReactNode;
/** Each `<Name>Page.tsx` below exports the component `<Name>Page` and nothing else; a test holds the routes to these names. */
const FILES = import.meta.glob<Readonly<Record<string, Page>>>('./**/*Page.tsx', { eager: true });

/** The pages of the console: loaded as one at the first of them, so that moving between them waits for data alone. */
export const pages: Readonly<Record<string, Page>> = {
  ConsoleShell,
  ...Object.fromEntries(Object.values(FILES).flatMap((file) => Object.entries(file))),
};

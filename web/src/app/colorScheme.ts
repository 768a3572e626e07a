import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useLayoutEffect } from 'react';
import type { Me } from '../api/types.ts';
import { readStored, writeStored } from './stored.ts';

export type Theme = Me['user']['theme'];
const STORED = 'theme';
/** Of the header, and so of the bar that a phone puts above it. */
const GROUNDS = { dark: '#161b1e', light: '#ffffff' } as const;

/** What was chosen, here or on another device; undefined: nothing yet. */
export function chosenTheme(me: Me | null): Theme | undefined {
  const stored = readStored(STORED);
  if (stored === 'dark' || stored === 'light' || stored === 'auto') return stored;
  return me === null || me.user.theme === 'auto' ? undefined : me.user.theme;
}

export function rememberTheme(theme: Theme): void {
  writeStored(STORED, theme);
}

/** The viewer starts dark, the rest as the system says; a choice goes before both. */
export function useAreaTheme(area: 'viewer' | 'console', me: Me | null): void {
  const { setColorScheme } = useMantineColorScheme();
  const theme = chosenTheme(me) ?? (area === 'viewer' ? 'dark' : 'auto');
  useLayoutEffect(() => setColorScheme(theme), [theme, setColorScheme]);
  const shown = useComputedColorScheme('dark');
  useLayoutEffect(() => {
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', GROUNDS[shown]);
  }, [shown]);
}

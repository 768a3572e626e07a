import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAreaTheme } from '../app/colorScheme.ts';
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx';
import styles from './EntryFrame.module.css';

/** Pages before somebody is signed in: one card, and the switches below it. */
export function EntryFrame({ children }: { children: ReactNode }) {
  useAreaTheme('console', null);
  return (
    <main className={styles.page}>
      <Paper className={styles.card} withBorder>
        {children}
      </Paper>
      <div className={styles.switches}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </main>
  );
}

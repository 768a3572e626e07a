import type { ReactNode } from 'react';
import { paths } from '../app/routes/paths.ts';
import { LinkAnchor } from '../ui/links.tsx';
import styles from './EntryFrame.module.css';

/** Between signing in and asking for a new password: quiet, but as large as a finger. */
export function AsideLink({ forgotten, children }: { forgotten: boolean; children: ReactNode }) {
  return (
    <LinkAnchor
      to={paths.signIn}
      search={(before) => ({ next: before.next, ...(forgotten ? { forgotten } : {}) })}
      className={styles.aside}
      fz="sm"
      c="dimmed"
    >
      {children}
    </LinkAnchor>
  );
}

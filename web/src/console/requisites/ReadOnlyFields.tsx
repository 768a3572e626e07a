import type { ReactNode } from 'react';
import styles from './ReadOnlyFields.module.css';

/** A form that can be read by all of the staff and is saved by those who may. */
export function ReadOnlyFields({ readOnly, children }: { readOnly: boolean; children: ReactNode }) {
  return (
    <fieldset disabled={readOnly} className={styles.fields}>
      {children}
    </fieldset>
  );
}

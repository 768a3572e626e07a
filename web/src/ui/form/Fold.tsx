import { Stack } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import styles from './Fold.module.css';

interface FoldProps {
  readonly title: string;
  /** What is inside, while it is shut. */
  readonly about?: string;
  /** At first. */
  readonly open: boolean;
  readonly children: ReactNode;
}

/** Fields of one subject that few need. A refusal of one of them opens it: see `FormFrame`. */
export function Fold({ title, about, open, children }: FoldProps) {
  const [first] = useState(open);
  return (
    <details className={styles.fold} open={first}>
      <summary className={styles.head}>
        <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
        <span>
          <span className={styles.title}>{title}</span>{' '}
          {about !== undefined && <span className={styles.about}>{about}</span>}
        </span>
      </summary>
      <Stack gap="md" pb="md">
        {children}
      </Stack>
    </details>
  );
}

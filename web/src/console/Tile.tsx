import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';
import type { CameraState } from '../api/types.ts';
import styles from './OverviewPage.module.css';

interface TileProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly label: string;
  readonly value: string;
  readonly tone?: CameraState;
  /** Nothing to look at: its colour rests. */
  readonly quiet?: boolean;
}

function PlainTile({ label, value, tone, quiet, ...link }: TileProps) {
  return (
    <a {...link} className={styles.tile}>
      <span className={styles.value} data-state={quiet ? undefined : tone}>
        {value}
      </span>
      <span className={styles.label}>{label}</span>
    </a>
  );
}

/** A number that leads to what it counts. */
export const Tile = createLink(PlainTile);

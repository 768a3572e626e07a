import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { paths } from '../app/routes/paths.ts';
import styles from './BackLink.module.css';

type Lists = (typeof paths)[
  | 'consoleCameras'
  | 'consoleDoors'
  | 'intercoms'
  | 'locks'
  | 'locations'
  | 'organizations'
  | 'users'
  | 'presets'
  | 'plans'
  | 'tickets'
  | 'administrators'
  | 'webhooks'];

/** From a card back to its list. */
export function BackLink({ to, label }: { to: Lists; label: string }) {
  return (
    <Link to={to} className={styles.back}>
      <IconChevronLeft size={16} aria-hidden="true" />
      {label}
    </Link>
  );
}

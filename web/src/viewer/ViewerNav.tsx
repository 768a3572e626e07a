import { IconDoor, IconFileInvoice, IconVideo, IconWallet } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../app/routes/paths.ts';
import styles from './ViewerNav.module.css';

const PAGES = [
  ['cameras', paths.cameras, IconVideo],
  ['doors', paths.doors, IconDoor],
  ['contracts', paths.contracts, IconFileInvoice],
  ['balance', paths.balance, IconWallet],
] as const;

/** Beside the brand at a desk, under the thumb on a phone. */
export function ViewerNav({ pages }: { pages: readonly string[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const has = (name: string, to: string) => name === 'cameras' || pages.includes(name) || pathname.startsWith(to);
  return (
    <nav className={styles.nav} aria-label={t('nav.main')}>
      {PAGES.filter(([name, to]) => has(name, to)).map(([name, to, Icon]) => (
        <Link key={name} to={to} search={{}} className={styles.link}>
          <Icon size={20} stroke={1.7} aria-hidden="true" />
          {t(`nav.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

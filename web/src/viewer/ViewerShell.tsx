import { Button, Text } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAreaTheme } from '../app/colorScheme.ts';
import { useMay } from '../app/may.ts';
import { paths } from '../app/routes/paths.ts';
import { useMe } from '../app/useMe.ts';
import { Brand } from '../ui/Brand.tsx';
import { UserMenu } from '../ui/UserMenu.tsx';
import { SupportButton } from './support/SupportButton.tsx';
import { useNavPages } from './useNavPages.ts';
import { ViewerNav } from './ViewerNav.tsx';
import styles from './ViewerShell.module.css';

export function ViewerShell() {
  const { t } = useTranslation();
  const me = useMe();
  const mayAskSupport = useMay('tickets.create');
  const pages = useNavPages();
  useAreaTheme('viewer', me);
  return (
    <div className={styles.shell} data-nav={pages.length > 0 || undefined}>
      <a href="#content" className={styles.skip}>
        {t('nav.skip')}
      </a>
      <header className={styles.header}>
        <Link to={paths.cameras} className={styles.brand}>
          <Brand title={me.domain.title} />
        </Link>
        {pages.length > 0 && <ViewerNav pages={pages} />}
        <Button
          variant="subtle"
          color="gray"
          h={44}
          px={12}
          c="var(--mantine-color-text)"
          aria-label={`${t('palette.title')}, Ctrl K`}
          onClick={spotlight.open}
        >
          <IconSearch size={20} stroke={1.8} />
          <Text component="span" ml={8} fz={14} visibleFrom="sm" c="dimmed">
            Ctrl K
          </Text>
        </Button>
        {mayAskSupport && <SupportButton />}
        <UserMenu area="viewer" />
      </header>
      <main id="content" className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
}

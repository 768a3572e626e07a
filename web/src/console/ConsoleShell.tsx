import { AppShell, Burger, Button, Group, Kbd, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import type { Me } from '../api/types.ts';
import { useAreaTheme } from '../app/colorScheme.ts';
import { CONSOLE_GROUPS, type ConsolePlace, isShownTo } from '../app/routes/consolePlaces.ts';
import { paths } from '../app/routes/paths.ts';
import { useMe } from '../app/useMe.ts';
import { Brand } from '../ui/Brand.tsx';
import { LinkNav } from '../ui/links.tsx';
import { UnreadTickets } from '../ui/UnreadTickets.tsx';
import { UserMenu } from '../ui/UserMenu.tsx';
import { useWords } from '../ui/useWords.ts';
import styles from './ConsoleShell.module.css';

export function ConsoleShell() {
  const { t, a } = useWords();
  const me = useMe();
  const [opened, { toggle, close }] = useDisclosure(false);
  useAreaTheme('console', me);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 12, sm: 24 }}
      classNames={{ header: styles.header ?? '', navbar: styles.navbar ?? '', main: styles.main ?? '' }}
    >
      <AppShell.Header>
        <Group h="100%" px={{ base: 8, sm: 16 }} wrap="nowrap" gap={8}>
          <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={a('nav.main')} />
          <Link to={paths.console} className={styles.brand} onClick={close}>
            <Brand title={me.domain.title} />
          </Link>
          <Button
            variant="default"
            h={36}
            px={12}
            c="dimmed"
            fw={400}
            onClick={spotlight.open}
            leftSection={<IconSearch size={18} stroke={1.8} />}
            rightSection={<Kbd size="xs">Ctrl K</Kbd>}
            visibleFrom="sm"
          >
            {a('palette.title')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            px={10}
            h={44}
            aria-label={a('palette.title')}
            onClick={spotlight.open}
            hiddenFrom="sm"
          >
            <IconSearch size={20} stroke={1.8} />
          </Button>
          <UserMenu area="console" />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p={8} style={{ overflowY: 'auto' }} aria-label={a('nav.main')}>
        {CONSOLE_GROUPS.map(([group, pages]) => (
          <div
            key={group ?? ''}
            className={styles.group}
            {...(group === undefined ? {} : { role: 'group', 'aria-labelledby': `nav-${group}` })}
          >
            {group !== undefined && (
              <div id={`nav-${group}`} className={styles.heading}>
                {t(`pageGroups.${group}`)}
              </div>
            )}
            {shownOf(pages, me).map(([name, to, Icon]) => (
              <LinkNav
                key={to}
                to={to}
                activeOptions={{ exact: to === paths.console, includeSearch: false }}
                className={styles.item ?? ''}
                label={t(`pages.${name}`)}
                leftSection={<Icon size={20} stroke={1.6} />}
                rightSection={name === 'tickets' && <UnreadTickets />}
                onClick={close}
              />
            ))}
          </div>
        ))}
        <Text fz={12} c="dimmed" mt="auto" p={8}>
          Vedette {me.server.version}
        </Text>
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

const shownOf = (pages: readonly ConsolePlace[], me: Me): readonly ConsolePlace[] =>
  pages.filter((page) => isShownTo(me, page));

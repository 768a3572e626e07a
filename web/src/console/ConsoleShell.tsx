import { AppShell, Burger, Button, Group, Kbd, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import {
  type Icon,
  IconBuilding,
  IconCoins,
  IconDoor,
  IconEye,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconLock,
  IconMessage2,
  IconMessages,
  IconPlugConnected,
  IconReceipt,
  IconSearch,
  IconServer,
  IconSettings,
  IconStack2,
  IconUsers,
  IconVideo,
} from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAreaTheme } from '../app/colorScheme.ts';
import { CONSOLE_GROUPS, type ConsolePlaceName } from '../app/routes/consolePlaces.ts';
import { paths } from '../app/routes/paths.ts';
import { useMe } from '../app/useMe.ts';
import { Brand } from '../ui/Brand.tsx';
import { LinkNav } from '../ui/links.tsx';
import { UnreadTickets } from '../ui/UnreadTickets.tsx';
import { UserMenu } from '../ui/UserMenu.tsx';
import styles from './ConsoleShell.module.css';

const ICONS = {
  overview: IconLayoutDashboard,
  tickets: IconMessages,
  cameras: IconVideo,
  doors: IconDoor,
  locks: IconLock,
  organizations: IconBuilding,
  users: IconUsers,
  presets: IconStack2,
  plans: IconCoins,
  viewings: IconEye,
  billingEvents: IconReceipt,
  messages: IconMessage2,
  audit: IconHistory,
  streamers: IconServer,
  administrators: IconKey,
  connector: IconPlugConnected,
  settings: IconSettings,
} as const satisfies Readonly<Record<ConsolePlaceName, Icon>>;

function PlaceIcon({ name }: { readonly name: ConsolePlaceName }) {
  const Drawn = ICONS[name];
  return <Drawn size={20} stroke={1.6} />;
}

export function ConsoleShell() {
  const { t } = useTranslation();
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
          <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('nav.main')} />
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
            {t('palette.title')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            px={10}
            h={44}
            aria-label={t('palette.title')}
            onClick={spotlight.open}
            hiddenFrom="sm"
          >
            <IconSearch size={20} stroke={1.8} />
          </Button>
          <UserMenu area="console" />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p={8} style={{ overflowY: 'auto' }} aria-label={t('nav.main')}>
        {CONSOLE_GROUPS.map(([group, pages]) => (
          <div
            key={group ?? ''}
            className={styles.group}
            {...(group === undefined ? {} : { role: 'group', 'aria-labelledby': `nav-${group}` })}
          >
            {group !== undefined && (
              <div id={`nav-${group}`} className={styles.heading}>
                {t(`nav.groups.${group}`)}
              </div>
            )}
            {pages.map(([name, to]) => (
              <LinkNav
                key={to}
                to={to}
                activeOptions={{ exact: to === paths.console, includeSearch: false }}
                className={styles.item ?? ''}
                label={t(`nav.${name}`)}
                leftSection={<PlaceIcon name={name} />}
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

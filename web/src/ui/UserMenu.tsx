import { Button, Menu, Text } from '@mantine/core';
import {
  IconActivity,
  IconChevronDown,
  IconKeyboard,
  IconLayoutGrid,
  IconLogout,
  IconTool,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/may.ts';
import { paths } from '../app/routes/paths.ts';
import { useLeave } from '../app/useLeave.ts';
import { useMe } from '../app/useMe.ts';
import { openKeySheet } from './KeySheet.tsx';
import { PreferenceItems } from './PreferenceItems.tsx';

export function UserMenu({ area }: { area: 'viewer' | 'console' }) {
  const { t } = useTranslation();
  const { user } = useMe();
  const mayOpenConsole = useMay('console.open');
  const hasSubUsers = useMay('sub-users.manage') && !mayOpenConsole;
  const hasAnalytics = useMay('analytics.read');
  const leave = useLeave();
  return (
    <Menu position="bottom-end" width={264} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px={10}
          h={44}
          c="var(--mantine-color-text)"
          aria-label={t('menu.open', { name: user.name ?? user.login })}
          rightSection={<IconChevronDown size={16} />}
        >
          <Text component="span" maw={160} truncate visibleFrom="sm" fz={14}>
            {user.name ?? user.login}
          </Text>
          <Text component="span" hiddenFrom="sm" lh={0}>
            <IconUser size={20} />
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.login}</Menu.Label>
        {mayOpenConsole && area === 'viewer' && (
          <Menu.Item component={Link} to={paths.console} leftSection={<IconTool size={18} />}>
            {t('menu.toConsole')}
          </Menu.Item>
        )}
        {area === 'console' && (
          <Menu.Item component={Link} to={paths.cameras} leftSection={<IconLayoutGrid size={18} />}>
            {t('menu.toViewer')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to={paths.profile} leftSection={<IconUser size={18} />}>
          {t('menu.profile')}
        </Menu.Item>
        {hasSubUsers && (
          <Menu.Item component={Link} to={paths.subUsers} leftSection={<IconUsers size={18} />}>
            {t('menu.subUsers')}
          </Menu.Item>
        )}
        {area === 'viewer' && hasAnalytics && (
          <Menu.Item component={Link} to={paths.analytics} leftSection={<IconActivity size={18} />}>
            {t('menu.analytics')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={18} />} onClick={openKeySheet}>
          {t('menu.keys')}
        </Menu.Item>
        <Menu.Divider />
        <PreferenceItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => leave.mutate()}>
          {t('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

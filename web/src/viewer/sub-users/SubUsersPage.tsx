import { Badge, EmptyState, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { User } from '../../api/types.ts';
import { usersQuery } from '../../api/users.ts';
import { paths } from '../../app/routes/paths.ts';
import { useMe } from '../../app/useMe.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import styles from '../support/SupportPage.module.css';

/** Who uses a subscriber's cameras under a login of their own. */
export function SubUsersPage() {
  const { t } = useWords();
  const { user } = useMe();
  const list = useInfiniteQuery(usersQuery({ parentId: user.id }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  useTitle(t('subUser.title'));
  return (
    <Stack maw={720} mx="auto">
      <Group justify="space-between">
        <Title order={1}>{t('subUser.title')}</Title>
        <LinkButton to={paths.subUserNew} size="md" leftSection={<IconPlus size={18} />}>
          {t('subUser.add')}
        </LinkButton>
      </Group>
      <Text c="dimmed">{t('subUser.about')}</Text>
      {list.isPending && <Skeleton height={160} aria-busy="true" />}
      {list.isError && rows.length === 0 && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState
          py={56}
          icon={<IconUsers size={40} stroke={1.5} />}
          title={t('subUser.none')}
          description={t('subUser.noneMore')}
        />
      )}
      {rows.length > 0 && (
        <ul className={styles.list}>
          {rows.map((one) => (
            <li key={one.id}>
              <Row user={one} />
            </li>
          ))}
        </ul>
      )}
      <MoreRows list={list} />
    </Stack>
  );
}

function Row({ user }: { user: User }) {
  const { t } = useWords();
  return (
    <Link to={paths.subUser} params={{ userId: user.id }} className={styles.row}>
      <Text className={styles.title ?? ''} span>
        {user.name === null || user.name === '' ? user.login : user.name}
      </Text>
      {user.blocks.length > 0 && (
        <Badge variant="default" tt="none">
          {t('subUser.blocked')}
        </Badge>
      )}
      <Text fz={14} c="dimmed" span>
        {user.login}
      </Text>
    </Link>
  );
}

import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { User } from '../../../api/types.ts';
import { When } from '../../../ui/status/When.tsx';
import { useWords } from '../../../ui/useWords.ts';

/** Over every tab of the card: who it is. The id stands beside the title. */
export function UserIdentity({ user }: { user: User }) {
  const { t } = useWords();
  return (
    <Group component="dl" gap="4px 24px" m={0} mb={12}>
      <Fact label={t('user.name')}>{user.name ?? '–'}</Fact>
      <Fact label={t('user.login')}>{user.login}</Fact>
      <Fact label={t('userCard.created')}>
        <When at={user.createdAt} />
      </Fact>
    </Group>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap" align="baseline">
      <Text component="dt" fz={13} c="dimmed">
        {label}
      </Text>
      <Text component="dd" fz={14} m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Group>
  );
}

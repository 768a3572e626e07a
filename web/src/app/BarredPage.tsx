import { Button, EmptyState, Title } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem.ts';
import { sessionQuery, signOut } from '../api/session.ts';
import { blockReason } from '../ui/problemText.ts';
import { paths } from './paths.ts';

/** In place of every page while the user is blocked: why, and what to do. It goes away by itself. */
export function BarredPage({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: signOut,
    onSettled: async () => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: paths.signIn, search: {} });
    },
  });
  const reason = blockReason(problem);
  return (
    <main>
      <EmptyState
        role="alert"
        py={80}
        px="md"
        icon={<IconBan size={40} stroke={1.5} />}
        title={<Title order={1}>{t('signIn.blocked')}</Title>}
        description={reason === '' ? t('signIn.blockedMore') : reason}
      >
        <EmptyState.Actions>
          <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t('menu.signOut')}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </main>
  );
}

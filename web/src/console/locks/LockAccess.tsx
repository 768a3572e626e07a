import { Group, Skeleton, Stack } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { lockAccessQuery } from '../../api/locks.ts';
import { paths } from '../../app/routes/paths.ts';
import { type Picked, UserPicker } from '../../ui/form/pickers.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ReasonLine } from '../ReasonLine.tsx';

/** Whether somebody may open it, and by what. */
export function LockAccess({ lockId }: { lockId: number }) {
  const { t } = useWords();
  const [user, setUser] = useState<Picked | null>(null);
  return (
    <Stack maw={640}>
      <UserPicker
        clearable
        label={t('lock.whoMay')}
        help={t('lock.whoMayHelp')}
        placeholder={t('member.pick')}
        value={user}
        onChange={setUser}
      />
      {user !== null && <Explained key={user.id} lockId={lockId} userId={user.id} />}
    </Stack>
  );
}

function Explained({ lockId, userId }: { lockId: number; userId: number }) {
  const { t } = useWords();
  const access = useQuery(lockAccessQuery(lockId, userId));
  if (access.isError) return <LoadFailure error={access.error} onRetry={() => void access.refetch()} />;
  const [found] = access.data?.items ?? [];
  if (found === undefined) return <Skeleton height={72} />;
  const { allowed, reasons, user } = found;
  const Icon = allowed ? IconCheck : IconX;
  return (
    <Stack gap={8} fz={14} aria-live="polite">
      <Group gap={8}>
        <LinkAnchor to={paths.user} params={{ userId: user.id }} search={{}} fz={14}>
          {user.login}
        </LinkAnchor>
        <Group gap={6} fz={14} c={allowed ? 'var(--state-live)' : 'var(--state-offline)'}>
          <Icon size={16} aria-hidden="true" />
          {allowed ? t('lock.mayOpen') : t('lock.mayNotOpen')}
        </Group>
      </Group>
      {reasons.map((reason) => (
        <ReasonLine key={`${reason.kind}-${reason.text}`} reason={reason} of="lock" />
      ))}
    </Stack>
  );
}

import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { guestsQuery } from '../../api/guests.ts';
import type { Door } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useWords } from '../../ui/useWords.ts';
import { GuestCard } from './GuestCard.tsx';
import { GuestDialog } from './GuestDialog.tsx';
import styles from './Guests.module.css';

interface ContractGuestsProps {
  readonly organizationId: number;
  readonly doors: readonly Door[];
}

/** As many as the server takes; those that ended take no place. */
const MOST = 5;

export function ContractGuests({ organizationId, doors }: ContractGuestsProps) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const list = useInfiniteQuery(guestsQuery(organizationId));
  const guests = list.data?.pages.flatMap((page) => page.items) ?? [];
  const mayAdd = useMay('door-codes.manage') && doors.some(({ open }) => open);
  const full = guests.filter(({ state }) => state !== 'ended').length >= MOST;
  return (
    <Stack gap={12} component="section">
      <Group justify="space-between">
        <Title order={2}>{t('guest.guests')}</Title>
        {mayAdd && !full && (
          <Button size="md" leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
            {t('guest.add')}
          </Button>
        )}
      </Group>
      {full && <Text c="dimmed">{t('guest.full', { limit: MOST })}</Text>}
      {!mayAdd && <Text c="dimmed">{t('guest.mayNot')}</Text>}
      {list.isPending && <Skeleton height={96} aria-busy="true" />}
      {list.isError && guests.length === 0 && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && guests.length === 0 && <Text c="dimmed">{t('guest.none')}</Text>}
      {guests.length > 0 && (
        <ul className={styles.list}>
          {guests.map((guest) => (
            <GuestCard key={guest.id} guest={guest} several={doors.length > 1} />
          ))}
        </ul>
      )}
      {adding && <GuestDialog organizationId={organizationId} doors={doors} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

import { EmptyState, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { doorsQuery } from '../../api/doors.ts';
import type { Door } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { AutoOpen } from './AutoOpen.tsx';
import { ContractGuests } from './ContractGuests.tsx';
import { FlatCode } from './FlatCode.tsx';

/** Whom the doors of one's contracts open to beside oneself. */
export function GuestsPage() {
  const { t, a } = useWords();
  const doors = useQuery(doorsQuery);
  const contracts = contractsOf(doors.data?.items ?? []);
  useTitle(t('guest.title'));
  return (
    <Stack maw={720} mx="auto" gap={24}>
      <div>
        <LinkAnchor to={paths.doors} search={{}}>
          {a('nav.doors')}
        </LinkAnchor>
        <Title order={1}>{t('guest.title')}</Title>
        <Text c="dimmed">{t('guest.about')}</Text>
      </div>
      {doors.isPending && <Skeleton height={160} aria-busy="true" />}
      {doors.isError && contracts.length === 0 && (
        <LoadFailure error={doors.error} onRetry={() => void doors.refetch()} />
      )}
      {doors.isSuccess && contracts.length === 0 && (
        <EmptyState
          py={56}
          icon={<IconDoor size={40} stroke={1.5} />}
          title={t('guest.noDoors')}
          description={t('guest.noDoorsMore')}
        />
      )}
      {contracts.map(({ id, title, doors: own }) => (
        <Stack key={id} component="section" gap={24} aria-label={title}>
          {contracts.length > 1 && <Title order={2}>{title}</Title>}
          <ContractGuests organizationId={id} doors={own} />
          <AutoOpen organizationId={id} />
          <FlatCode organizationId={id} />
        </Stack>
      ))}
    </Stack>
  );
}

interface Contract {
  readonly id: number;
  readonly title: string;
  readonly doors: readonly Door[];
}

/** The contracts in whose name doors open, each with these doors. */
function contractsOf(doors: readonly Door[]): readonly Contract[] {
  const found = new Map<number, { id: number; title: string; doors: Door[] }>();
  for (const door of doors)
    for (const { organizationId: id, title } of door.contracts) {
      const contract = found.get(id) ?? { id, title, doors: [] };
      contract.doors.push(door);
      found.set(id, contract);
    }
  return [...found.values()];
}

import { Button, EmptyState, Group, Skeleton, Title } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { doorsQuery } from '../../api/doors.ts';
import type { Door } from '../../api/types.ts';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { DoorCard } from './DoorCard.tsx';
import styles from './DoorsPage.module.css';
import { doorName, doorPlace } from './doorWords.ts';

/** From so many on they are searched. */
const MANY = 7;
const SKELETONS = ['a', 'b', 'c'];

/** The doors that one may open, each with what its camera sees. */
export function DoorsPage() {
  const { t } = useTranslation();
  const { search } = useSearch({ from: inViewer(paths.doors) });
  const navigate = useNavigate();
  const { data, isPending, isError, error, refetch } = useQuery(doorsQuery);
  useTitle(t('nav.doors'));
  const doors = data?.items ?? [];
  const word = search?.toLowerCase() ?? '';
  const of = (door: Door) => `${doorName(t, door)} ${doorPlace(t, door)}`.toLowerCase();
  const found = doors.filter((door) => of(door).includes(word));
  const setSearch = (next: string | undefined) =>
    void navigate({ to: paths.doors, search: { search: next }, replace: true });

  return (
    <>
      <Group mb={12} gap={12}>
        <Title order={1}>{t('nav.doors')}</Title>
        {doors.some(({ contracts }) => contracts.length > 0) && (
          <LinkButton to={paths.guests} variant="default" size="md" ml="auto">
            {t('nav.guests')}
          </LinkButton>
        )}
        {(doors.length >= MANY || word !== '') && (
          <SearchField large label={t('door.search')} value={search} onChange={setSearch} />
        )}
      </Group>
      {isError && doors.length === 0 && <LoadFailure error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <div className={styles.grid} aria-busy="true">
          {SKELETONS.map((key) => (
            <Skeleton key={key} className={styles.skeleton} />
          ))}
        </div>
      )}
      {data !== undefined && found.length === 0 && (
        <EmptyState
          py={64}
          icon={<IconDoor size={40} stroke={1.5} />}
          title={word === '' ? t('door.none') : t('door.nothingFound')}
          description={word === '' ? t('door.noneMore') : t('door.nothingFoundMore')}
        >
          {word !== '' && (
            <EmptyState.Actions>
              <Button variant="default" onClick={() => setSearch(undefined)}>
                {t('actions.clearFilters')}
              </Button>
            </EmptyState.Actions>
          )}
        </EmptyState>
      )}
      <div className={styles.grid}>
        {found.map((door) => (
          <DoorCard key={door.id} door={door} />
        ))}
      </div>
    </>
  );
}

import { Group, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { overviewQuery } from '../api/system.ts';
import type { Overview } from '../api/types.ts';
import { paths } from '../app/routes/paths.ts';
import { bitrate, bytes, number } from '../format/numbers.ts';
import { LoadFailure } from '../ui/LoadFailure.tsx';
import { LinkButton } from '../ui/links.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { useWords } from '../ui/useWords.ts';
import styles from './OverviewPage.module.css';
import { Tile } from './Tile.tsx';

export function OverviewPage() {
  const { t } = useWords();
  const overview = useQuery(overviewQuery);
  useTitle(t('pages.overview'));
  return (
    <Stack gap="lg">
      <Title order={1}>{t('pages.overview')}</Title>
      {overview.isError && overview.data === undefined && (
        <LoadFailure error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      {overview.isPending && <Skeleton height={220} />}
      {overview.data !== undefined && <Numbers overview={overview.data} />}
      {overview.data?.cameras.total === 0 && (
        <Group>
          <LinkButton to={paths.organizationNew}>{t('overview.firstOrganization')}</LinkButton>
          <LinkButton to={paths.consoleCameraNew} search={{}} variant="default">
            {t('overview.firstCamera')}
          </LinkButton>
        </Group>
      )}
    </Stack>
  );
}

function Numbers({ overview }: { overview: Overview }) {
  const { t, language } = useWords();
  const { t: p } = useTranslation('player');
  const { cameras, billingEvents } = overview;
  const count = (value: number) => number(value, language);
  const states = [
    ['live', cameras.live],
    ['starting', cameras.starting],
    ['on_demand', cameras.onDemand],
    ['offline', cameras.offline],
    ['blocked', cameras.blocked],
    ['no_source', cameras.noSource],
  ] as const;
  return (
    <>
      <section className={styles.part}>
        <Title order={2}>{t('pages.cameras')}</Title>
        <SimpleGrid cols={{ base: 2, sm: 4, lg: 7 }} spacing={12} verticalSpacing={12}>
          <Tile to={paths.consoleCameras} label={t('overview.all')} value={count(cameras.total)} />
          {states.map(([state, value]) => (
            <Tile
              key={state}
              to={paths.consoleCameras}
              search={{ state }}
              label={p(`state.${state}`)}
              value={count(value)}
              tone={state}
              quiet={value === 0}
            />
          ))}
          {overview.notRecorded > 0 && (
            <Tile
              to={paths.consoleCameras}
              search={{ notRecorded: true }}
              label={p('state.notRecorded')}
              value={count(overview.notRecorded)}
              tone="offline"
            />
          )}
        </SimpleGrid>
      </section>
      <section className={styles.part}>
        <Title order={2}>{t('overview.service')}</Title>
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing={12} verticalSpacing={12}>
          <Tile to={paths.organizations} label={t('pages.organizations')} value={count(overview.organizations)} />
          <Tile to={paths.users} label={t('pages.users')} value={count(overview.users)} />
          <Tile to={paths.viewings} label={t('overview.viewings')} value={count(overview.viewings)} />
          <Tile
            to={paths.consoleCameras}
            search={{ state: 'live' }}
            label={t('overview.bitrate')}
            value={bitrate(overview.bitrate, language)}
          />
          <Tile
            to={paths.consoleCameras}
            label={t('overview.archive')}
            value={bytes(overview.archiveBytes, language)}
          />
        </SimpleGrid>
      </section>
      <section className={styles.part}>
        <Title order={2}>{t('overview.billing')}</Title>
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing={12} verticalSpacing={12}>
          <Tile
            to={paths.billingEvents}
            search={{ outcome: 'applied' }}
            label={t('billing.outcomes.applied')}
            value={count(billingEvents.applied)}
          />
          <Tile
            to={paths.billingEvents}
            search={{ outcome: 'rejected' }}
            label={t('billing.outcomes.rejected')}
            value={count(billingEvents.rejected)}
            quiet={billingEvents.rejected === 0}
            tone="offline"
          />
          <Tile
            to={paths.billingEvents}
            search={{ outcome: 'failed' }}
            label={t('billing.outcomes.failed')}
            value={count(billingEvents.failed)}
            quiet={billingEvents.failed === 0}
            tone="offline"
          />
        </SimpleGrid>
      </section>
    </>
  );
}

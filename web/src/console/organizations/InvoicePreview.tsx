import { Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { previewFile, previewQuery } from '../../api/invoices.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { todayIn } from '../../format/time.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useWords } from '../../ui/useWords.ts';
import { InvoiceLines } from '../invoices/InvoiceLines.tsx';
import { MonthStepper } from '../money/MonthStepper.tsx';
import { IssueOne } from './IssueOne.tsx';

/** What its invoice of the running month, or of one before, would say today. */
export function InvoicePreview({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const running = todayIn(useZone()).slice(0, 7);
  const { month = running } = useSearch({ from: inConsole(paths.organization) });
  const navigate = useNavigate();
  const preview = useQuery({ ...previewQuery(organizationId, month), placeholderData: keepPreviousData });
  const charged = preview.data !== undefined && preview.data.lines.length > 0;
  return (
    <Stack gap={12}>
      <Group justify="space-between" gap={8}>
        <Title order={2}>{month < running ? t('invoice.previewThen') : t('invoice.previewNow')}</Title>
        <MonthStepper
          month={month}
          last={running}
          onChange={(to) =>
            void navigate({
              to: paths.organization,
              params: { organizationId },
              search: { tab: 'invoices', month: to === running ? undefined : to },
              replace: true,
            })
          }
        />
      </Group>
      {preview.isError && preview.data === undefined && (
        <LoadFailure error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {preview.isPending && <Skeleton height={120} aria-busy="true" />}
      {preview.data !== undefined && !charged && (
        <Text fz={14} c="dimmed">
          {month < running ? t('invoice.nothingThen') : t('invoice.nothingYet')}
        </Text>
      )}
      {preview.data !== undefined && charged && (
        <>
          <InvoiceLines document={preview.data} stale={preview.isPlaceholderData} />
          <Group gap={16}>
            <Anchor href={previewFile(organizationId, month)} download fz={14} py={8}>
              <Group gap={4}>
                <IconDownload size={16} stroke={1.6} />
                {t('invoice.previewFile')}
              </Group>
            </Anchor>
            {month < running && <IssueOne key={month} organizationId={organizationId} month={month} />}
          </Group>
        </>
      )}
    </Stack>
  );
}

import { Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { outagesQuery } from '../../api/intercoms.ts';
import type { PanelOutage } from '../../api/types.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { panelFault } from '../doors/panelFault.ts';
import { ObjectHistory } from '../ObjectHistory.tsx';

/** When the panel was away, and who changed what. */
export function IntercomEvents({ intercomId }: { intercomId: number }) {
  const { t } = useWords();
  return (
    <Stack gap={24}>
      <Outages intercomId={intercomId} />
      <Stack gap={12}>
        <Title order={2}>{t('tabs.history')}</Title>
        <ObjectHistory kind="cameras" id={intercomId} />
      </Stack>
    </Stack>
  );
}

function Outages({ intercomId }: { intercomId: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(outagesQuery(intercomId));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<PanelOutage>[]>(
    () => [
      { id: 'since', header: t('intercom.away'), cell: ({ since }) => <When at={since} /> },
      {
        id: 'until',
        header: t('intercom.back'),
        cell: ({ until }) => (until === null ? t('intercom.stillAway') : <When at={until} />),
      },
      { id: 'reason', header: t('intercom.why'), cell: ({ reason }) => panelFault(t, reason) },
    ],
    [t],
  );
  return (
    <Stack gap={12}>
      <Title order={2}>{t('intercom.outages')}</Title>
      <Text fz={13} c="dimmed">
        {t('intercom.outagesHelp')}
      </Text>
      <ListFrame
        inner
        title={t('intercom.outages')}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('intercom.noOutages')}
        emptyText={t('intercom.noOutagesMore')}
      >
        <DataTable label={t('intercom.outages')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
      </ListFrame>
    </Stack>
  );
}

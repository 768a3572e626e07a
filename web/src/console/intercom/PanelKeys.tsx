import { Badge, Button, Select, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconRefresh, IconTableImport } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { panelKeysQuery, retryPanelKeys } from '../../api/keys.ts';
import { keysFile } from '../../api/keyTables.ts';
import type { PanelKey } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { panelFault } from '../doors/panelFault.ts';
import { KeyTableDialog } from './KeyTableDialog.tsx';

const STATES = ['waiting', 'written', 'removing', 'failed'] as const satisfies readonly PanelKey['state'][];
const COLORS = { waiting: 'blue', written: 'green', removing: 'yellow', failed: 'red' } as const;

/** The keys that are on the panel, on their way there or off it. */
export function PanelKeys({ cameraId }: { cameraId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [search, setSearch] = useState<string>();
  const [state, setState] = useState<PanelKey['state']>();
  const [table, setTable] = useState(false);
  const mayManage = useMay('keys.manage');
  const list = useInfiniteQuery({ ...panelKeysQuery(cameraId, { search, state }), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const retry = useMutation({
    mutationFn: () => retryPanelKeys(cameraId),
    onSuccess: ({ keys }) =>
      notifications.show({
        message: t('key.retried', { count: keys }),
        color: 'green',
        autoClose: 2500,
        closeButtonProps: { 'aria-label': a('actions.close') },
      }),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const columns = useKeyColumns();
  const filtered = search !== undefined || state !== undefined;
  return (
    <Stack gap={12}>
      {table && <KeyTableDialog cameraId={cameraId} onClose={() => setTable(false)} />}
      <Title order={2}>{t('tabs.keys')}</Title>
      <ListFrame
        inner
        title={t('tabs.keys')}
        list={list}
        tools={
          <>
            <SearchField label={t('key.searchDigits')} value={search} onChange={setSearch} />
            <Select
              w={190}
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              aria-label={t('camera.state')}
              placeholder={t('camera.anyState')}
              value={state ?? null}
              data={STATES.map((value) => ({ value, label: t(`key.states.${value}`) }))}
              onChange={(value) => setState(STATES.find((one) => one === value))}
            />
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} />}
              loading={retry.isPending}
              onClick={() => retry.mutate()}
            >
              {t('key.retry')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              component="a"
              href={keysFile(cameraId)}
              download
              aria-label={t('keyTable.downloadLabel')}
            >
              {t('keyTable.download')}
            </Button>
            {mayManage && (
              <Button variant="default" leftSection={<IconTableImport size={16} />} onClick={() => setTable(true)}>
                {t('keyTable.open')}
              </Button>
            )}
          </>
        }
        empty={rows.length === 0}
        emptyTitle={t('key.noneOnPanel')}
        emptyText={t('key.noneOnPanelMore')}
        onClear={
          filtered
            ? () => {
                setSearch(undefined);
                setState(undefined);
              }
            : undefined
        }
      >
        <DataTable
          label={t('tabs.keys')}
          columns={columns}
          rows={rows}
          rowId={({ digits }) => digits}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
    </Stack>
  );
}

function useKeyColumns(): readonly Column<PanelKey>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      { id: 'digits', header: t('key.digits'), cell: ({ digits }) => <span className="numbers">{digits}</span> },
      { id: 'apartment', header: t('key.apartment'), numeric: true, cell: ({ apartment }) => apartment },
      {
        id: 'state',
        header: t('camera.state'),
        cell: ({ state, error, attempts }) => (
          <>
            <Badge color={COLORS[state]} c="var(--mantine-color-text)">
              {t(`key.states.${state}`)}
            </Badge>
            {error !== null && (
              <Text fz={13} c="dimmed">
                {panelFault(t, error)} {attempts > 1 && t('key.attempts', { count: attempts })}
              </Text>
            )}
          </>
        ),
      },
      {
        id: 'next',
        header: t('key.nextTry'),
        cell: ({ state, nextAttemptAt }) =>
          state === 'written' || nextAttemptAt === null ? '–' : <When at={nextAttemptAt} relative />,
      },
    ],
    [t],
  );
}

import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { retryCode, type UnresolvedCode, unresolvedCodesQuery } from '../../api/locations.ts';
import { useMay } from '../../app/may.ts';
import { showProblem } from '../../ui/showProblem.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { AddCodeDialog } from './AddCodeDialog.tsx';
import { DropCodeDialog } from './DropCodeDialog.tsx';
import { MapCodeDialog } from './MapCodeDialog.tsx';

type Dialog = { readonly kind: 'map' | 'add' | 'drop'; readonly code: string };

/** Address codes that requests of a billing wait for, and what can be done about each. */
export function UnresolvedCodes() {
  const { t } = useWords();
  const list = useInfiniteQuery(unresolvedCodesQuery);
  const [dialog, setDialog] = useState<Dialog>();
  const columns = useColumnsOf(setDialog);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const close = () => setDialog(undefined);
  return (
    <ListFrame
      inner
      title={t('location.tabs.unresolved')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('location.noUnresolved')}
      emptyText={t('location.noUnresolvedMore')}
    >
      <DataTable label={t('location.tabs.unresolved')} columns={columns} rows={rows} rowId={({ code }) => code} />
      {dialog?.kind === 'map' && <MapCodeDialog code={dialog.code} onClose={close} />}
      {dialog?.kind === 'add' && <AddCodeDialog code={dialog.code} onClose={close} />}
      {dialog?.kind === 'drop' && <DropCodeDialog code={dialog.code} onClose={close} />}
    </ListFrame>
  );
}

function useColumnsOf(onChoose: (dialog: Dialog) => void): readonly Column<UnresolvedCode>[] {
  const { t } = useWords();
  const mayManage = useMay('locations.manage');
  return useMemo(
    () => [
      { id: 'code', header: t('location.code'), cell: ({ code }) => code },
      {
        id: 'waiting',
        header: t('location.waiting'),
        cell: ({ waiting, failed, message }) => (
          <Stack gap={2}>
            {waiting > 0 && <Text fz="inherit">{t('location.waitingCount', { count: waiting })}</Text>}
            {failed > 0 && (
              <Text fz="inherit" c="var(--mantine-color-error)">
                {t('location.failedCount', { count: failed })}
                {message !== null && `: ${message}`}
              </Text>
            )}
          </Stack>
        ),
      },
      { id: 'since', header: t('location.since'), cell: ({ since }) => <When at={since} /> },
      ...(mayManage
        ? [
            {
              id: 'actions',
              header: t('list.actions'),
              cell: (code: UnresolvedCode) => <CodeActions code={code} onChoose={onChoose} />,
            },
          ]
        : []),
    ],
    [t, mayManage, onChoose],
  );
}

function CodeActions({ code: { code }, onChoose }: { code: UnresolvedCode; onChoose: (dialog: Dialog) => void }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryCode(code),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['locations'] }),
  });
  return (
    <Group gap={8}>
      {(['map', 'add'] as const).map((kind) => (
        <Button
          key={kind}
          size="compact-sm"
          variant="default"
          aria-label={t(`location.${kind}Label`, { code })}
          onClick={() => onChoose({ kind, code })}
        >
          {t(`location.${kind}Code`)}
        </Button>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        loading={retry.isPending}
        aria-label={t('location.retryLabel', { code })}
        onClick={() => retry.mutate()}
      >
        {t('location.retry')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        c="var(--mantine-color-error)"
        aria-label={t('location.dropLabel', { code })}
        onClick={() => onChoose({ kind: 'drop', code })}
      >
        {t('location.drop')}
      </Button>
    </Group>
  );
}

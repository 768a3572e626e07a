import { Group } from '@mantine/core';
import { IconKey, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { collectedKeysQuery, discardCollectedKey } from '../../api/intercoms.ts';
import type { CollectedKey } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { GiveKeyDialog } from './GiveKeyDialog.tsx';

interface CollectedKeysProps {
  readonly intercomId: number;
  readonly collecting: boolean;
}

/** Keys that were touched and are nobody's: each is given away or discarded. Nothing at all where there never were any. */
export function CollectedKeys({ intercomId, collecting }: CollectedKeysProps) {
  const { t } = useWords();
  const mayManage = useMay('keys.manage');
  const [given, setGiven] = useState<string>();
  const list = useInfiniteQuery(collectedKeysQuery(intercomId, collecting));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns(intercomId, mayManage ? setGiven : undefined);
  if (!collecting && list.isSuccess && rows.length === 0) return null;
  return (
    <>
      <ListFrame
        inner
        title={t('intercom.collectTitle')}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('intercom.noCollected')}
        emptyText={t('intercom.noCollectedMore')}
      >
        <DataTable label={t('intercom.collectTitle')} columns={columns} rows={rows} rowId={({ digits }) => digits} />
      </ListFrame>
      {given !== undefined && (
        <GiveKeyDialog intercomId={intercomId} digits={given} onClose={() => setGiven(undefined)} />
      )}
    </>
  );
}

/** `onGive`: undefined for whoever only reads. */
function useColumns(
  intercomId: number,
  onGive: ((digits: string) => void) | undefined,
): readonly Column<CollectedKey>[] {
  const { t } = useWords();
  const queries = useQueryClient();
  const { mutate: discard } = useMutation({
    mutationFn: (digits: string) => discardCollectedKey(intercomId, digits),
    onSettled: () => queries.invalidateQueries({ queryKey: ['intercoms', 'collected', intercomId] }),
  });
  return useMemo(
    () => [
      { id: 'digits', header: t('key.digits'), cell: ({ digits }) => <span className="numbers">{digits}</span> },
      { id: 'last', header: t('intercom.lastTouch'), cell: ({ lastAt }) => <When at={lastAt} /> },
      { id: 'first', header: t('intercom.firstTouch'), cell: ({ firstAt }) => <When at={firstAt} /> },
      { id: 'touches', header: t('intercom.touches'), cell: ({ touches }) => touches },
      ...(onGive === undefined
        ? []
        : [
            {
              id: 'do',
              header: t('intercom.actions'),
              cell: ({ digits }: CollectedKey) => (
                <Group gap={4} wrap="nowrap">
                  <IconAction small label={t('intercom.giveKey', { digits })} onClick={() => onGive(digits)}>
                    <IconKey size={16} stroke={1.6} />
                  </IconAction>
                  <IconAction small label={t('intercom.discardKey', { digits })} onClick={() => discard(digits)}>
                    <IconTrash size={16} stroke={1.6} />
                  </IconAction>
                </Group>
              ),
            },
          ]),
    ],
    [t, onGive, discard],
  );
}

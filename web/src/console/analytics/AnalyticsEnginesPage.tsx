import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnalyticsEngine, deleteEngine, enginesQuery, rotateEngineSecret } from '../../api/analytics.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { EngineDialog } from './EngineDialog.tsx';
import { EngineSecret } from './EngineSecret.tsx';
import { useEngineColumns } from './useEngineColumns.tsx';

interface Told {
  readonly id: number;
  readonly secret: string;
}

/** Programs that analyse cameras and call us, each with a secret of its own. */
export function AnalyticsEnginesPage() {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(enginesQuery);
  const rows = list.data?.items ?? [];
  const [edited, setEdited] = useState<AnalyticsEngine | 'new'>();
  const [deleted, setDeleted] = useState<AnalyticsEngine>();
  const [told, setTold] = useState<Told>();
  const refresh = () => queries.invalidateQueries({ queryKey: ['analytics', 'engines'] });
  const { mutate: rotate } = useMutation({
    mutationFn: async (id: number) => setTold({ id, ...(await rotateEngineSecret(id)) }),
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });
  const columns = useEngineColumns({ edit: setEdited, rotate, remove: setDeleted });
  return (
    <>
      <ListFrame
        title={t('pages.analyticsEngines')}
        action={
          <Button leftSection={<IconPlus size={18} />} onClick={() => setEdited('new')}>
            {t('analytics.engines.add')}
          </Button>
        }
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('analytics.engines.none')}
        emptyText={t('analytics.engines.noneMore')}
      >
        <DataTable label={t('pages.analyticsEngines')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
      </ListFrame>
      {edited !== undefined && (
        <EngineDialog
          engine={edited === 'new' ? undefined : edited}
          onCreated={setTold}
          onClose={() => setEdited(undefined)}
        />
      )}
      {deleted !== undefined && (
        <TypedConfirm
          title={t('analytics.engines.deleteTitle')}
          text={t('analytics.engines.deleteText')}
          word={deleted.name}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteEngine(deleted.id);
            await refresh();
          }}
          onClose={() => setDeleted(undefined)}
        />
      )}
      {told !== undefined && <EngineSecret {...told} onClose={() => setTold(undefined)} />}
    </>
  );
}

import { Button, Group } from '@mantine/core';
import { useMemo } from 'react';
import type { AnalyticsEngine } from '../../api/analytics.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';

interface EngineActions {
  readonly edit: (engine: AnalyticsEngine) => void;
  readonly rotate: (id: number) => void;
  readonly remove: (engine: AnalyticsEngine) => void;
}

const stateOf = ({ enabled, alive }: AnalyticsEngine) => (enabled ? (alive ? 'alive' : 'silent') : 'off');

export function useEngineColumns({ edit, rotate, remove }: EngineActions): Column<AnalyticsEngine>[] {
  const { t, a } = useWords();
  return useMemo(
    () => [
      { id: 'name', header: t('analytics.engines.name'), cell: ({ id, name }) => `${id}. ${name}` },
      {
        id: 'types',
        header: t('analytics.engines.types'),
        cell: ({ types }) => types.map((type) => t(`analytics.types.${type}`)).join(', '),
      },
      {
        id: 'state',
        header: t('analytics.engines.state'),
        cell: (engine) => t(`analytics.engines.${stateOf(engine)}`),
      },
      {
        id: 'heartbeat',
        header: t('analytics.engines.heartbeat'),
        cell: ({ lastHeartbeatAt }) =>
          lastHeartbeatAt === null ? t('analytics.engines.never') : <When at={lastHeartbeatAt} relative />,
      },
      {
        id: 'former',
        header: t('analytics.engines.former'),
        cell: ({ formerSecretUntil }) => (formerSecretUntil === null ? '–' : <When at={formerSecretUntil} />),
      },
      {
        id: 'actions',
        header: t('list.actions'),
        cell: (engine) => (
          <Group gap={6}>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('analytics.engines.changeLabel', { name: engine.name })}
              onClick={() => edit(engine)}
            >
              {t('analytics.engines.change')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('analytics.engines.rotateLabel', { name: engine.name })}
              onClick={() => rotate(engine.id)}
            >
              {t('analytics.engines.rotate')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              c="var(--mantine-color-error)"
              aria-label={t('analytics.engines.deleteLabel', { name: engine.name })}
              onClick={() => remove(engine)}
            >
              {a('actions.delete')}
            </Button>
          </Group>
        ),
      },
    ],
    [t, a, edit, rotate, remove],
  );
}

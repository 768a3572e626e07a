import { Badge, Select, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { allDoorEventsQuery } from '../../api/doorSetups.ts';
import type { DoorEvent, DoorSetup } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { momentText } from '../../app/routes/searches.ts';
import { phoneText } from '../../format/phone.ts';
import { secondsOf } from '../../format/time.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ObjectLink } from '../ObjectLink.tsx';
import { panelFault } from './panelFault.ts';

const KINDS = [
  'app',
  'key',
  'code',
  'call',
  'call_answered',
  'call_missed',
  'face',
  'plate',
] as const satisfies readonly DoorEvent['kind'][];
const COLORS = { opened: 'green', refused: 'yellow', failed: 'red' } as const;
/** The archive is shown from a little before, so that one sees who came (s). */
const BEFORE = 5;

/** Who opened the door or tried to, when, how, and what came of it. */
export function DoorEvents({ door }: { door: DoorSetup }) {
  const { t } = useWords();
  const [kind, setKind] = useState<DoorEvent['kind']>();
  const list = useInfiniteQuery({ ...allDoorEventsQuery(door.id, kind), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumnsOf(door);
  return (
    <ListFrame
      inner
      title={t('tabs.events')}
      list={list}
      tools={
        <Select
          w={240}
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear') }}
          aria-label={t('event.how')}
          placeholder={t('event.anyHow')}
          value={kind ?? null}
          data={KINDS.map((value) => ({ value, label: t(`event.kinds.${value}`) }))}
          onChange={(value) => setKind(KINDS.find((one) => one === value))}
        />
      }
      empty={rows.length === 0}
      emptyTitle={t('event.none')}
      emptyText={t('event.noneMore')}
      onClear={kind === undefined ? undefined : () => setKind(undefined)}
    >
      <DataTable
        label={t('tabs.events')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}

function useColumnsOf({ camera }: DoorSetup): readonly Column<DoorEvent>[] {
  const { t } = useWords();
  const cameraId = camera?.id;
  return useMemo(
    () => [
      { id: 'at', header: t('audit.at'), cell: ({ at }) => <When at={at} /> },
      { id: 'who', header: t('audit.actor'), cell: ({ who }) => phoneText(who) },
      { id: 'how', header: t('event.how'), cell: ({ kind }) => t(`event.kinds.${kind}`) },
      {
        id: 'result',
        header: t('event.result'),
        cell: ({ kind, result, panelMs, detail }) => (
          <>
            <Badge color={COLORS[result]} c="var(--mantine-color-text)">
              {result === 'opened' && kind === 'call_missed' ? t('event.missed') : t(`event.results.${result}`)}
            </Badge>
            {result === 'opened' && panelMs !== null && (
              <Text span fz={13} c="dimmed" ml={8} className="numbers">
                {t('billing.ms', { count: panelMs })}
              </Text>
            )}
            {detail !== '' && (
              <Text fz={13} c="dimmed">
                {panelFault(t, detail)}
              </Text>
            )}
          </>
        ),
      },
      {
        id: 'contract',
        header: t('camera.organization'),
        cell: ({ organizationId }) =>
          organizationId !== null && <ObjectLink kind="organization" id={String(organizationId)} />,
      },
      ...(cameraId === undefined
        ? []
        : [
            {
              id: 'watch',
              header: t('event.watch'),
              cell: ({ at }: DoorEvent) => (
                <LinkAnchor
                  to={paths.camera}
                  params={{ cameraId }}
                  search={{ t: momentText(secondsOf(at) - BEFORE) }}
                  fz="inherit"
                >
                  {t('event.archive')}
                </LinkAnchor>
              ),
            },
          ]),
    ],
    [t, cameraId],
  );
}

import { Badge, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { DoorEvent } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { momentText } from '../../app/routes/searches.ts';
import { phoneText } from '../../format/phone.ts';
import { secondsOf } from '../../format/time.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';
import { ObjectLink } from '../ObjectLink.tsx';
import { panelFault } from './panelFault.ts';

export const EVENT_KINDS = [
  'app',
  'key',
  'code',
  'call',
  'call_answered',
  'call_missed',
  'face',
  'plate',
  'button',
] as const satisfies readonly DoorEvent['kind'][];
const COLORS = { opened: 'green', refused: 'yellow', failed: 'red' } as const;
/** The archive is shown from a little before, so that one sees who came (s). */
const BEFORE = 5;

/** Columns of what happened at a door; with a camera the way to its archive. */
export function useDoorEventColumns(cameraId: number | undefined): readonly Column<DoorEvent>[] {
  const { t } = useWords();
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

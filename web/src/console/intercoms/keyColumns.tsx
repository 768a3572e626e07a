import { Badge, Text } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { IntercomKey } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';
import { panelFault } from '../doors/panelFault.ts';

const COLORS = { waiting: 'blue', written: 'green', removing: 'yellow', failed: 'red' } as const;

/** `onTime`: undefined for whoever only reads. */
export function useIntercomKeyColumns(
  onTime: ((key: IntercomKey) => void) | undefined,
): readonly Column<IntercomKey>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      { id: 'digits', header: t('key.digits'), cell: ({ digits }) => <span className="numbers">{digits}</span> },
      { id: 'flat', header: t('key.apartment'), cell: ({ flat }) => flat ?? '–' },
      {
        id: 'contract',
        header: t('intercom.contract'),
        cell: ({ organization: { id, title } }) => (
          <LinkAnchor to={paths.organization} params={{ organizationId: id }} search={{ tab: 'keys' }} fz="inherit">
            {title}
          </LinkAnchor>
        ),
      },
      { id: 'comment', header: t('camera.comment'), cell: ({ comment }) => comment || '–' },
      { id: 'time', header: t('intercom.time'), cell: (key) => <Time of={key} /> },
      { id: 'state', header: t('intercom.onPanel'), cell: (key) => <State of={key} /> },
      ...(onTime === undefined
        ? []
        : [
            {
              id: 'do',
              header: t('intercom.actions'),
              cell: (key: IntercomKey) => (
                <IconAction small label={t('intercom.timeOf', { digits: key.digits })} onClick={() => onTime(key)}>
                  <IconCalendarTime size={16} stroke={1.6} />
                </IconAction>
              ),
            },
          ]),
    ],
    [t, onTime],
  );
}

function Time({ of: { time, validFrom, validUntil } }: { of: IntercomKey }) {
  const { t } = useWords();
  if (validFrom === null && validUntil === null)
    return (
      <Text fz="inherit" c="dimmed">
        {t('intercom.always')}
      </Text>
    );
  return (
    <>
      {time !== 'valid' && (
        <Badge color={time === 'over' ? 'gray' : 'blue'} c="var(--mantine-color-text)">
          {t(`intercom.times.${time}`)}
        </Badge>
      )}
      <Text fz={13}>
        {validFrom !== null && (
          <>
            {t('intercom.from')} <When at={validFrom} />{' '}
          </>
        )}
        {validUntil !== null && (
          <>
            {t('intercom.until')} <When at={validUntil} />
          </>
        )}
      </Text>
    </>
  );
}

function State({ of: { state, error } }: { of: IntercomKey }) {
  const { t } = useWords();
  if (state === null) return '–';
  return (
    <>
      <Badge color={COLORS[state]} c="var(--mantine-color-text)">
        {t(`key.states.${state}`)}
      </Badge>
      {error !== null && (
        <Text fz={13} c="dimmed">
          {panelFault(t, error)}
        </Text>
      )}
    </>
  );
}

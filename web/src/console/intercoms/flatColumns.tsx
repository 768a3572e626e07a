import { Badge, Group, Text } from '@mantine/core';
import { IconAdjustments, IconLinkPlus, IconUnlink } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { IntercomCard, IntercomFlat } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';

export type FlatContract = IntercomFlat['contracts'][number];
export type FlatAction =
  | { readonly what: 'link'; readonly flat: string }
  | { readonly what: 'settings'; readonly flat: IntercomFlat }
  | { readonly what: 'unlink'; readonly contract: FlatContract };

export function useFlatColumns(
  { id }: IntercomCard,
  mayManage: boolean,
  ask: (action: FlatAction) => void,
): readonly Column<IntercomFlat>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      {
        id: 'flat',
        header: t('key.apartment'),
        cell: ({ flat }) => <span className="numbers">{flat ?? t('intercom.unknownFlat')}</span>,
      },
      {
        id: 'contracts',
        header: t('intercom.contracts'),
        cell: ({ contracts }) =>
          contracts.length === 0
            ? '–'
            : contracts.map((one) => <Contract key={one.id} of={one} onUnlink={mayManage ? ask : undefined} />),
      },
      {
        id: 'people',
        header: t('intercom.people'),
        cell: ({ contracts }) => contracts.map((one) => <People key={one.id} of={one} />),
      },
      {
        id: 'keys',
        header: t('tabs.keys'),
        numeric: true,
        cell: ({ flat, contracts }) => {
          const count = contracts.reduce((sum, { keyCount }) => sum + keyCount, 0);
          if (count === 0 || flat === null) return count;
          return (
            <LinkAnchor
              to={paths.intercom}
              params={{ intercomId: id }}
              search={{ tab: 'keys', search: flat }}
              fz="inherit"
            >
              {count}
            </LinkAnchor>
          );
        },
      },
      { id: 'own', header: t('intercom.ownSettings'), cell: (flat) => <OwnSettings of={flat} /> },
      ...(mayManage
        ? [{ id: 'do', header: t('intercom.actions'), cell: (flat: IntercomFlat) => <Actions of={flat} ask={ask} /> }]
        : []),
    ],
    [t, id, mayManage, ask],
  );
}

function Contract({ of, onUnlink }: { of: FlatContract; onUnlink: ((action: FlatAction) => void) | undefined }) {
  const { t } = useWords();
  return (
    <Group gap={4} wrap="nowrap">
      <LinkAnchor to={paths.organization} params={{ organizationId: of.id }} search={{}} fz="inherit">
        {of.title}
      </LinkAnchor>
      {of.byFlat && onUnlink !== undefined && (
        <IconAction
          small
          label={t('intercom.unlinkLabel', { title: of.title })}
          onClick={() => onUnlink({ what: 'unlink', contract: of })}
        >
          <IconUnlink size={16} stroke={1.6} />
        </IconAction>
      )}
    </Group>
  );
}

function People({ of: { people, peopleCount } }: { of: FlatContract }) {
  const { t } = useWords();
  return (
    <div>
      {people.map(({ id, login, name }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <LinkAnchor to={paths.user} params={{ userId: id }} search={{}} fz="inherit">
            {name || login}
          </LinkAnchor>
        </span>
      ))}
      {peopleCount > people.length && (
        <Text span fz={13} c="dimmed">
          {' '}
          {t('intercom.morePeople', { count: peopleCount - people.length })}
        </Text>
      )}
    </div>
  );
}

/** What stands over the settings of the intercom. */
function OwnSettings({ of: { calls, connection } }: { of: IntercomFlat }) {
  const { t } = useWords();
  if (calls === null && connection === null)
    return (
      <Text fz="inherit" c="dimmed">
        {t('intercom.asIntercom')}
      </Text>
    );
  return (
    <Group gap={4}>
      {calls !== null && (
        <Badge color={calls ? 'green' : 'gray'} c="var(--mantine-color-text)">
          {t(calls ? 'intercom.callsOn' : 'intercom.callsOff')}
        </Badge>
      )}
      {connection !== null && (
        <Badge color="accent" c="var(--mantine-color-text)">
          {t(`intercom.connections.${connection}`)}
        </Badge>
      )}
    </Group>
  );
}

function Actions({ of, ask }: { of: IntercomFlat; ask: (action: FlatAction) => void }) {
  const { t } = useWords();
  const { flat } = of;
  if (flat === null) return null;
  return (
    <Group gap={0} wrap="nowrap">
      <IconAction small label={t('intercom.settingsOf', { flat })} onClick={() => ask({ what: 'settings', flat: of })}>
        <IconAdjustments size={16} stroke={1.6} />
      </IconAction>
      <IconAction small label={t('intercom.linkTo', { flat })} onClick={() => ask({ what: 'link', flat })}>
        <IconLinkPlus size={16} stroke={1.6} />
      </IconAction>
    </Group>
  );
}

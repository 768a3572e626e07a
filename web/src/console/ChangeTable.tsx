import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { AuditChange } from '../api/types.ts';
import { paths } from '../app/routes/paths.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { When } from '../ui/status/When.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/DataTable.tsx';
import { useWords } from '../ui/useWords.ts';
import { actorWords, wayWords } from './auditWords.ts';
import { Differences } from './Differences.tsx';
import { ObjectLink } from './ObjectLink.tsx';

/** Rows of the audit; with what each was about unless the list is of one object. */
export function ChangeTable({ changes, objects = false }: { changes: readonly AuditChange[]; objects?: boolean }) {
  const { t } = useWords();
  const columns = useMemo<Column<AuditChange>[]>(
    () => [
      { id: 'at', header: t('audit.at'), cell: ({ at }) => <When at={at} /> },
      { id: 'actor', header: t('audit.actor'), cell: (row) => <Actor of={row} /> },
      { id: 'action', header: t('audit.action'), cell: ({ action }) => t(`audit.actions.${action}`) },
      ...(objects
        ? [
            {
              id: 'object',
              header: t('audit.object'),
              cell: (row: AuditChange) => <ObjectLink kind={row.objectKind} id={row.objectId} />,
            },
          ]
        : []),
      { id: 'changes', header: t('audit.changes'), cell: ({ changes: fields }) => <Differences changes={fields} /> },
      {
        id: 'from',
        header: t('audit.from'),
        cell: ({ address, dialect, userAgent }) => (
          <Text fz={13} c="dimmed" title={userAgent ?? ''} span>
            {[wayWords(t, dialect), address].filter(Boolean).join(' · ')}
          </Text>
        ),
      },
    ],
    [t, objects],
  );
  return <DataTable label={t('tabs.history')} columns={columns} rows={changes} rowId={({ id }) => String(id)} />;
}

function Actor({ of: { actor, actorKind, actorId } }: { of: AuditChange }) {
  const { t } = useWords();
  if (actorKind !== 'user' || actorId === null) return actorWords(t, actor, actorKind);
  return (
    <LinkAnchor to={paths.user} params={{ userId: actorId }} search={{}} fz="inherit">
      {actor}
    </LinkAnchor>
  );
}

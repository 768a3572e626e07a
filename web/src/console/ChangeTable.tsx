import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { AuditChange } from '../api/types.ts';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/DataTable.tsx';
import { useWords } from '../ui/useWords.ts';
import { When } from '../ui/When.tsx';
import { Differences } from './Differences.tsx';
import { ObjectLink } from './ObjectLink.tsx';

/** Rows of the audit; with what each was about unless the list is of one object. */
export function ChangeTable({ changes, objects = false }: { changes: readonly AuditChange[]; objects?: boolean }) {
  const { t } = useWords();
  const columns = useMemo<Column<AuditChange>[]>(
    () => [
      { id: 'at', header: t('audit.at'), cell: ({ at }) => <When at={at} /> },
      { id: 'actor', header: t('audit.actor'), cell: ({ actor }) => actor },
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
            {[dialect, address].filter(Boolean).join(' · ')}
          </Text>
        ),
      },
    ],
    [t, objects],
  );
  return <DataTable label={t('tabs.history')} columns={columns} rows={changes} rowId={({ id }) => String(id)} />;
}

import { Badge } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { deleteGuest, type Guest, guestsQuery } from '../../api/guests.ts';
import { useMay } from '../../app/may.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { OrganizationIntercom } from './OrganizationIntercom.tsx';

/** Whom a contract lets in, until when and by whom; never by which digits. */
export function OrganizationGuests({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('door-codes.manage');
  const [going, setGoing] = useState<Guest>();
  const list = useInfiniteQuery(guestsQuery(organizationId));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<Guest>[]>(
    () => [
      { id: 'name', header: t('guest.name'), cell: ({ name }) => name },
      {
        id: 'state',
        header: t('guest.stateOf'),
        cell: ({ state }) => (
          <Badge variant="default" tt="none">
            {t(`guest.state.${state}`)}
          </Badge>
        ),
      },
      { id: 'from', header: t('guest.from'), cell: ({ from }) => <When at={from} /> },
      { id: 'until', header: t('guest.until'), cell: ({ until }) => <When at={until} /> },
      {
        id: 'doors',
        header: t('guest.doors'),
        cell: ({ doors }) => doors.map(({ name, icon }) => (name === '' ? a(`door.icons.${icon}`) : name)).join(', '),
      },
      { id: 'madeBy', header: t('guest.madeBy'), cell: ({ madeBy }) => madeBy },
      ...(mayManage
        ? [
            {
              id: 'remove',
              header: t('list.remove'),
              cell: (guest: Guest) => (
                <IconAction small label={t('guest.revokeOf', { name: guest.name })} onClick={() => setGoing(guest)}>
                  <IconTrash size={16} stroke={1.6} />
                </IconAction>
              ),
            },
          ]
        : []),
    ],
    [t, a, mayManage],
  );
  return (
    <>
      <OrganizationIntercom organizationId={organizationId} />
      <ListFrame
        inner
        title={t('guest.guests')}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('guest.consoleNone')}
        emptyText={t('guest.consoleNoneMore')}
      >
        <DataTable label={t('guest.guests')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
      </ListFrame>
      {going !== undefined && (
        <FormDialog
          danger
          title={t('guest.revokeTitle', { name: going.name })}
          text={t('guest.revokeText')}
          submit={t('guest.revoke')}
          action={() => deleteGuest(going.id).then(() => queries.invalidateQueries({ queryKey: ['guests'] }))}
          onClose={() => setGoing(undefined)}
        >
          {null}
        </FormDialog>
      )}
    </>
  );
}

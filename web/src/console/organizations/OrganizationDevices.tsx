import { Badge, Button, Group } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { contractDevicesQuery, giveDevice, takeDevice } from '../../api/contractDevices.ts';
import type { ContractDevice } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { DevicePicker, type Picked } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

/** The cameras, intercoms and locks that the contract was given: its people watch and open them. */
export function OrganizationDevices({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(contractDevicesQuery(organizationId));
  const [search, setSearch] = useState<string>();
  const [picked, setPicked] = useState<Picked | null>(null);
  const settle = {
    onError: (error: Error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['organizations'] }),
  };
  const give = useMutation({
    mutationFn: (deviceId: number) => giveDevice(organizationId, deviceId),
    onSuccess: () => setPicked(null),
    ...settle,
  });
  const take = useMutation({ mutationFn: (deviceId: number) => takeDevice(organizationId, deviceId), ...settle });
  const words = search?.toLowerCase() ?? '';
  const rows = (list.data?.items ?? []).filter(({ title, deviceId }) =>
    `${title} ${deviceId}`.toLowerCase().includes(words),
  );
  const columns = useMemo<Column<ContractDevice>[]>(
    () => [
      { id: 'title', header: t('camera.title'), cell: (device) => <DeviceLink device={device} /> },
      { id: 'kind', header: t('device.kind'), cell: ({ kind }) => t(`device.kinds.${kind}`) },
      { id: 'state', header: t('camera.state'), cell: ({ suspended }) => <Suspended by={suspended} /> },
      { id: 'id', header: 'ID', numeric: true, cell: ({ deviceId }) => deviceId },
      {
        id: 'take',
        header: t('list.remove'),
        cell: (device) => (
          <IconAction
            small
            label={t('device.take', { title: titleOf(device) })}
            onClick={() => take.mutate(device.deviceId)}
          >
            <IconTrash size={16} stroke={1.6} />
          </IconAction>
        ),
      },
    ],
    [t, take.mutate],
  );
  return (
    <ListFrame
      inner
      title={t('tabs.devices')}
      list={list}
      tools={
        <>
          <SearchField label={t('device.search')} value={search} onChange={setSearch} />
          <Group gap={8}>
            <DevicePicker
              hideLabel
              clearable
              label={t('device.pick')}
              placeholder={t('device.pick')}
              value={picked}
              onChange={setPicked}
              except={({ id, organizations = [] }) =>
                organizations.some((own) => own.id === organizationId) ||
                (list.data?.items ?? []).some(({ deviceId }) => deviceId === id)
              }
            />
            <Button
              variant="default"
              disabled={picked === null}
              loading={give.isPending}
              onClick={() => picked !== null && give.mutate(picked.id)}
            >
              {t('device.give')}
            </Button>
          </Group>
        </>
      }
      empty={rows.length === 0}
      emptyTitle={t('device.none')}
      emptyText={t('device.noneMore')}
      onClear={search === undefined ? undefined : () => setSearch(undefined)}
    >
      <DataTable label={t('tabs.devices')} columns={columns} rows={rows} rowId={({ deviceId }) => String(deviceId)} />
    </ListFrame>
  );
}

const titleOf = ({ title, deviceId }: ContractDevice): string => (title === '' ? `ID ${deviceId}` : title);

function DeviceLink({ device }: { device: ContractDevice }) {
  const { deviceId, kind } = device;
  if (kind === 'lock')
    return (
      <LinkAnchor to={paths.lock} params={{ lockId: deviceId }} search={{}} fz="inherit">
        {titleOf(device)}
      </LinkAnchor>
    );
  const search = kind === 'intercom' ? { tab: 'intercom' as const } : {};
  return (
    <LinkAnchor to={paths.consoleCamera} params={{ cameraId: deviceId }} search={search} fz="inherit">
      {titleOf(device)}
    </LinkAnchor>
  );
}

/** Whether the billing that is asked opens it at present. */
function Suspended({ by }: { by: ContractDevice['suspended'] }) {
  const { t } = useWords();
  if (by === null) return t('device.holds');
  return (
    <Badge color={by === 'unpaid' ? 'red' : 'gray'} c="var(--mantine-color-text)">
      {t(`device.suspended.${by}`)}
    </Badge>
  );
}

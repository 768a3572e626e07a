import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { deleteGateway, gatewaysQuery, type PaymentGateway, rotateGatewaySecret } from '../../api/payments.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { GatewayDialog } from './GatewayDialog.tsx';
import { GatewaySecret } from './GatewaySecret.tsx';

interface Told {
  readonly id: number;
  readonly secret: string;
}

/** Payment providers that call us, each with a secret of its own. */
export function Gateways() {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(gatewaysQuery);
  const rows = list.data?.items ?? [];
  const [edited, setEdited] = useState<PaymentGateway | 'new'>();
  const [deleted, setDeleted] = useState<PaymentGateway>();
  const [told, setTold] = useState<Told>();
  const refresh = () => queries.invalidateQueries({ queryKey: ['payments', 'gateways'] });
  const { mutate: rotate } = useMutation({
    mutationFn: async (id: number) => setTold({ id, ...(await rotateGatewaySecret(id)) }),
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });
  const columns = useGatewayColumns({ edit: setEdited, rotate, remove: setDeleted });
  return (
    <>
      <ListFrame
        inner
        title={t('payments.tabs.gateways')}
        tools={
          <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setEdited('new')}>
            {t('payments.gateway.add')}
          </Button>
        }
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('payments.none.gateways')}
        emptyText={t('payments.noneMore.gateways')}
      >
        <DataTable label={t('payments.tabs.gateways')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
      </ListFrame>
      {edited !== undefined && (
        <GatewayDialog
          gateway={edited === 'new' ? undefined : edited}
          onCreated={setTold}
          onClose={() => setEdited(undefined)}
        />
      )}
      {deleted !== undefined && (
        <TypedConfirm
          title={t('payments.gateway.deleteTitle')}
          text={t('payments.gateway.deleteText')}
          word={deleted.name}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteGateway(deleted.id);
            await refresh();
          }}
          onClose={() => setDeleted(undefined)}
        />
      )}
      {told !== undefined && <GatewaySecret {...told} onClose={() => setTold(undefined)} />}
    </>
  );
}

interface GatewayActions {
  readonly edit: (gateway: PaymentGateway) => void;
  readonly rotate: (id: number) => void;
  readonly remove: (gateway: PaymentGateway) => void;
}

function useGatewayColumns({ edit, rotate, remove }: GatewayActions): Column<PaymentGateway>[] {
  const { t, a } = useWords();
  return useMemo(
    () => [
      { id: 'name', header: t('payments.gateway.name'), cell: ({ id, name }) => `${id}. ${name}` },
      {
        id: 'enabled',
        header: t('payments.gateway.state'),
        cell: ({ enabled }) => t(enabled ? 'payments.gateway.on' : 'payments.gateway.off'),
      },
      {
        id: 'networks',
        header: t('payments.gateway.networks'),
        cell: ({ networks }) => (networks.length === 0 ? t('payments.gateway.everywhere') : networks.join(', ')),
      },
      {
        id: 'used',
        header: t('payments.gateway.lastUsed'),
        cell: ({ lastUsedAt }) =>
          lastUsedAt === null ? t('payments.gateway.never') : <When at={lastUsedAt} relative />,
      },
      {
        id: 'former',
        header: t('payments.gateway.former'),
        cell: ({ formerSecretUntil }) => (formerSecretUntil === null ? '–' : <When at={formerSecretUntil} />),
      },
      {
        id: 'actions',
        header: t('list.actions'),
        cell: (gateway) => (
          <Group gap={6}>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('payments.gateway.changeLabel', { name: gateway.name })}
              onClick={() => edit(gateway)}
            >
              {t('payments.gateway.change')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('payments.gateway.rotateLabel', { name: gateway.name })}
              onClick={() => rotate(gateway.id)}
            >
              {t('payments.gateway.rotate')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              c="var(--mantine-color-error)"
              aria-label={t('payments.gateway.deleteLabel', { name: gateway.name })}
              onClick={() => remove(gateway)}
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

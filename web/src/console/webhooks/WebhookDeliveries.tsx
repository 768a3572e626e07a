import { Button, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { DELIVERY_STATES, deliveriesQuery, type WebhookDelivery, type WebhookEndpoint } from '../../api/webhooks.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ObjectLink } from '../ObjectLink.tsx';
import { DeliveryFate } from './DeliveryFate.tsx';
import { WebhookDeliveryDrawer } from './WebhookDeliveryDrawer.tsx';
import { WebhookResend } from './WebhookResend.tsx';

/** What was sent there in the last 30 days, and what became of it. */
export function WebhookDeliveries({ webhook }: { webhook: WebhookEndpoint }) {
  const { t } = useWords();
  const { state } = useSearch({ from: inConsole(paths.webhook) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...deliveriesQuery(webhook.id, state), placeholderData: keepPreviousData });
  const [shown, setShown] = useState<WebhookDelivery>();
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns(setShown);
  const filter = (next: WebhookDelivery['state'] | undefined) =>
    void navigate({
      to: paths.webhook,
      params: { webhookId: webhook.id },
      search: { tab: 'deliveries', state: next },
      replace: true,
    });
  return (
    <>
      <ListFrame
        inner
        title={t('tabs.deliveries')}
        tools={
          <Select
            w={190}
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            aria-label={t('webhook.fate')}
            placeholder={t('webhook.anyFate')}
            value={state ?? null}
            data={DELIVERY_STATES.map((value) => ({ value, label: t(`webhook.fates.${value}`) }))}
            onChange={(value) => filter(DELIVERY_STATES.find((one) => one === value))}
          />
        }
        action={<WebhookResend webhook={webhook} />}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('webhook.noDeliveries')}
        emptyText={t('webhook.noDeliveriesMore')}
        onClear={state === undefined ? undefined : () => filter(undefined)}
      >
        <DataTable
          label={t('tabs.deliveries')}
          columns={columns}
          rows={rows}
          rowId={({ id }) => String(id)}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      {shown && <WebhookDeliveryDrawer webhook={webhook} delivery={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

function useColumns(onShow: (delivery: WebhookDelivery) => void): Column<WebhookDelivery>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      {
        id: 'type',
        header: t('webhook.event'),
        cell: (delivery) => (
          <Button
            variant="transparent"
            p={0}
            h="auto"
            fw={400}
            c="var(--mantine-color-anchor)"
            onClick={() => onShow(delivery)}
          >
            {delivery.type}
          </Button>
        ),
      },
      {
        id: 'object',
        header: t('webhook.object'),
        cell: ({ object: { kind, id } }) => (kind === 'webhook' ? '–' : <ObjectLink kind={kind} id={String(id)} />),
      },
      { id: 'at', header: t('webhook.at'), cell: ({ at }) => <When at={at} /> },
      { id: 'fate', header: t('webhook.fate'), cell: (delivery) => <DeliveryFate delivery={delivery} /> },
      { id: 'tries', header: t('webhook.tries'), numeric: true, cell: ({ tries }) => tries },
    ],
    [t, onShow],
  );
}

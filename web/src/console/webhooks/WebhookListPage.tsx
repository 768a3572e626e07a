import { Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type WebhookEndpoint, webhooksQuery } from '../../api/webhooks.ts';
import { paths } from '../../app/routes/paths.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { WebhookState } from './WebhookState.tsx';
import { webhookTitle } from './webhookForm.ts';

/** Where programs of the provider's are told of events. */
export function WebhookListPage() {
  const { t, a } = useWords();
  const list = useQuery(webhooksQuery);
  const rows = list.data?.items ?? [];
  const columns = useMemo<Column<WebhookEndpoint>[]>(
    () => [
      {
        id: 'url',
        header: t('webhook.endpoint'),
        cell: (webhook) => (
          <>
            <LinkAnchor to={paths.webhook} params={{ webhookId: webhook.id }} fz="inherit">
              {webhookTitle(webhook)}
            </LinkAnchor>
            <Text fz={13} c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {webhook.url}
            </Text>
          </>
        ),
      },
      {
        id: 'types',
        header: t('webhook.types'),
        cell: ({ types }) => (types.includes('*') ? t('webhook.all') : types.join(', ')),
      },
      { id: 'state', header: t('webhook.state'), cell: (webhook) => <WebhookState webhook={webhook} /> },
      { id: 'waiting', header: t('webhook.waiting'), numeric: true, cell: ({ waiting }) => waiting },
      { id: 'givenUp', header: t('webhook.givenUp'), numeric: true, cell: ({ givenUp }) => givenUp },
    ],
    [t],
  );
  return (
    <ListFrame
      title={t('pages.webhooks')}
      total={list.isSuccess ? countText(a, rows.length, t('count.webhooks', { count: rows.length })) : undefined}
      action={
        <LinkButton to={paths.webhookNew} leftSection={<IconPlus size={16} />}>
          {t('webhook.add')}
        </LinkButton>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('webhook.none')}
      emptyText={t('webhook.noneMore')}
    >
      <DataTable label={t('pages.webhooks')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
    </ListFrame>
  );
}

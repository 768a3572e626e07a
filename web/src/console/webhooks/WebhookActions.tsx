import { Button } from '@mantine/core';
import { IconRotate, IconSend, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { deleteWebhook, rotateWebhook, testWebhook, type WebhookEndpoint } from '../../api/webhooks.ts';
import { paths } from '../../app/routes/paths.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import { webhookTitle } from './webhookForm.ts';

interface WebhookActionsProps {
  readonly webhook: WebhookEndpoint;
  readonly onSecret: (secret: string) => void;
}

/** What is done with a webhook: a test, another secret, its end. */
export function WebhookActions({ webhook, onSecret }: WebhookActionsProps) {
  const { t, a } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'rotate' | 'delete'>();
  const refresh = () => queries.invalidateQueries({ queryKey: ['webhooks'] });
  const test = useMutation({
    mutationFn: () => testWebhook(webhook.id),
    onSuccess: async () => {
      await navigate({ to: paths.webhook, params: { webhookId: webhook.id }, search: { tab: 'deliveries' } });
      await refresh();
    },
    onError: (error) => showProblem(a, error),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconSend size={16} />}
        disabled={!webhook.enabled}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {t('webhook.test')}
      </Button>
      <Button variant="default" leftSection={<IconRotate size={16} />} onClick={() => setAsking('rotate')}>
        {t('webhook.rotate')}
      </Button>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        leftSection={<IconTrash size={16} />}
        onClick={() => setAsking('delete')}
      >
        {a('actions.delete')}
      </Button>
      {asking === 'rotate' && (
        <TypedConfirm
          title={t('webhook.rotate')}
          text={t('webhook.rotateText')}
          word={webhookTitle(webhook)}
          confirm={t('webhook.rotate')}
          action={async () => {
            onSecret((await rotateWebhook(webhook.id)).secret);
            await refresh();
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'delete' && (
        <TypedConfirm
          title={t('webhook.deleteTitle')}
          text={t('webhook.deleteText')}
          word={webhookTitle(webhook)}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteWebhook(webhook.id);
            await navigate({ to: paths.webhooks, ignoreBlocker: true });
            await refresh();
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

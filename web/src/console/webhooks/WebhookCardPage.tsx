import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { changeWebhook, type WebhookEndpoint, webhookQuery } from '../../api/webhooks.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { WebhookActions } from './WebhookActions.tsx';
import { WebhookDeliveries } from './WebhookDeliveries.tsx';
import { WebhookFields } from './WebhookFields.tsx';
import { WebhookSecret } from './WebhookSecret.tsx';
import { WebhookState } from './WebhookState.tsx';
import { type WebhookValues, webhookBody, webhookTitle, webhookValues } from './webhookForm.ts';

export function WebhookCardPage() {
  const { webhookId } = useParams({ from: inConsole(paths.webhook) });
  const { data } = useQuery(webhookQuery(webhookId));
  return data === undefined ? null : <Card key={data.id} webhook={data} />;
}

function Card({ webhook }: { webhook: WebhookEndpoint }) {
  const { t } = useWords();
  const { tab = 'general' } = useSearch({ from: inConsole(paths.webhook) });
  const navigate = useNavigate();
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <CardHead
        title={webhookTitle(webhook)}
        id={webhook.id}
        back={<BackLink to={paths.webhooks} label={t('pages.webhooks')} />}
        status={<WebhookState webhook={webhook} />}
        actions={<WebhookActions webhook={webhook} onSecret={setSecret} />}
      />
      {secret !== undefined && <WebhookSecret secret={secret} rotated />}
      {webhook.previousSecretUntil !== null && (
        <Text fz={14} c="dimmed" mb="md">
          {t('webhook.bothUntil')} <When at={webhook.previousSecretUntil} />
        </Text>
      )}
      <CardTabs
        value={tab}
        onChange={(next) =>
          void navigate({
            to: paths.webhook,
            params: { webhookId: webhook.id },
            search: { tab: next === 'general' ? undefined : next },
            replace: true,
          })
        }
        tabs={[
          { value: 'general', label: t('tabs.general'), content: () => <General webhook={webhook} /> },
          { value: 'deliveries', label: t('tabs.deliveries'), content: () => <WebhookDeliveries webhook={webhook} /> },
        ]}
      />
    </>
  );
}

function General({ webhook }: { webhook: WebhookEndpoint }) {
  const form = useForm<WebhookValues>({ defaultValues: webhookValues(webhook) });
  const saving = useSaving(form, {
    save: (values) => changeWebhook(webhook.id, webhookBody(values)),
    refresh: ['webhooks'],
    onSaved: (saved) => form.reset(webhookValues(saved)),
  });
  return (
    <FormFrame {...saving} onReset={() => form.reset()}>
      <WebhookFields form={form} />
    </FormFrame>
  );
}

import { Group, Title } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { createWebhook } from '../../api/webhooks.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { LinkButton } from '../../ui/links.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { WebhookFields } from './WebhookFields.tsx';
import { WebhookSecret } from './WebhookSecret.tsx';
import { EMPTY_WEBHOOK, type WebhookValues, webhookBody } from './webhookForm.ts';

export function WebhookNewPage() {
  const { t } = useWords();
  const [made, setMade] = useState<{ id: number; secret: string }>();
  const form = useForm<WebhookValues>({ defaultValues: EMPTY_WEBHOOK });
  useTitle(t('webhook.add'));
  const saving = useSaving(form, {
    save: (values) => createWebhook(webhookBody(values)),
    refresh: ['webhooks'],
    onSaved: setMade,
  });
  return (
    <>
      <BackLink to={paths.webhooks} label={t('pages.webhooks')} />
      <Title order={1} mb="md">
        {t('webhook.add')}
      </Title>
      {made === undefined ? (
        <FormFrame {...saving} save={t('webhook.create')}>
          <WebhookFields form={form} />
        </FormFrame>
      ) : (
        <>
          <WebhookSecret secret={made.secret} />
          <Group>
            <LinkButton to={paths.webhook} params={{ webhookId: made.id }}>
              {t('webhook.goOn')}
            </LinkButton>
          </Group>
        </>
      )}
    </>
  );
}

import { Button, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { resendSince, type WebhookEndpoint } from '../../api/webhooks.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';

/** How far back, in hours. */
const PERIODS = ['1', '24', '168', '720'] as const;

/** Sends again what was given up: after a receiver was away for longer than it is tried. */
export function WebhookResend({ webhook }: { webhook: WebhookEndpoint }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [hours, setHours] = useState<(typeof PERIODS)[number]>('24');
  const send = async () => {
    const since = new Date(Date.now() - Number(hours) * 3_600_000).toISOString();
    const { count } = await resendSince(webhook.id, since);
    await queries.invalidateQueries({ queryKey: ['webhooks'] });
    notifications.show({
      message: t('webhook.resent', { count }),
      closeButtonProps: { 'aria-label': a('actions.close') },
    });
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconSend size={16} />}
        disabled={!webhook.enabled || webhook.givenUp === 0}
        onClick={() => setAsking(true)}
      >
        {t('webhook.resendAll')}
      </Button>
      {asking && (
        <FormDialog
          title={t('webhook.resendAll')}
          text={t('webhook.resendText')}
          submit={t('webhook.resend')}
          action={send}
          onClose={() => setAsking(false)}
        >
          <Select
            label={t('webhook.since')}
            allowDeselect={false}
            value={hours}
            data={PERIODS.map((value) => ({ value, label: t(`webhook.periods.${value}`) }))}
            onChange={(value) => setHours(PERIODS.find((one) => one === value) ?? '24')}
          />
        </FormDialog>
      )}
    </>
  );
}

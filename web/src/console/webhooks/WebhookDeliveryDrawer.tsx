import { Button, Code, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deliveryQuery, resendDelivery, type WebhookDelivery, type WebhookEndpoint } from '../../api/webhooks.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { DeliveryFate } from './DeliveryFate.tsx';

interface DrawerProps {
  readonly webhook: WebhookEndpoint;
  readonly delivery: WebhookDelivery;
  readonly onClose: () => void;
}

const WHOLE = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const;

/** One delivery: what is sent, each try with its answer, and the way to send it again. */
export function WebhookDeliveryDrawer({ webhook, delivery, onClose }: DrawerProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const details = useQuery(deliveryQuery(webhook.id, delivery.id));
  const again = useMutation({
    mutationFn: () => resendDelivery(webhook.id, delivery.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['webhooks'] });
      onClose();
    },
    onError: (error) => showProblem(a, error),
  });
  const { data } = details;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={delivery.type}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      {details.isPending && <Skeleton height={120} aria-busy="true" />}
      {details.isError && <LoadFailure error={details.error} onRetry={() => void details.refetch()} />}
      {data !== undefined && (
        <Stack>
          <Group justify="space-between" align="start">
            <div>
              <DeliveryFate delivery={data} />
            </div>
            <Button
              variant="default"
              leftSection={<IconSend size={16} />}
              disabled={!webhook.enabled}
              loading={again.isPending}
              onClick={() => again.mutate()}
            >
              {t('webhook.resend')}
            </Button>
          </Group>
          <Text fz={13} c="dimmed">
            webhook-id: {data.messageId}
          </Text>
          <Code block style={WHOLE}>
            {JSON.stringify(JSON.parse(data.body), null, 2)}
          </Code>
          <Title order={3}>{t('webhook.attempts')}</Title>
          {data.attempts.length === 0 && <Text c="dimmed">{t('webhook.noAttempts')}</Text>}
          {data.attempts.map((attempt) => (
            <div key={attempt.at}>
              <Text fz={14}>
                <When at={attempt.at} /> · {attempt.error ?? t('webhook.answered', { status: attempt.status })} ·{' '}
                {t('billing.ms', { count: attempt.durationMs })}
              </Text>
              {attempt.answer !== '' && (
                <Code block style={WHOLE}>
                  {attempt.answer}
                </Code>
              )}
            </div>
          ))}
        </Stack>
      )}
    </Drawer>
  );
}

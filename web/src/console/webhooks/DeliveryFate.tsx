import { Badge, Text } from '@mantine/core';
import type { WebhookDelivery } from '../../api/webhooks.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';

const COLORS = { waiting: 'blue', delivered: 'green', given_up: 'red' } as const;

/** What became of a delivery, what the receiver said last, and when it is tried again. */
export function DeliveryFate({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useWords();
  const { state, lastStatus, lastError, nextAttemptAt, tries } = delivery;
  const failed = tries > 0 && state !== 'delivered';
  return (
    <>
      <Badge color={COLORS[state]} c="var(--mantine-color-text)">
        {t(`webhook.fates.${state}`)}
      </Badge>
      {failed && (
        <Text fz={13} c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {lastError ?? t('webhook.answered', { status: lastStatus })}
        </Text>
      )}
      {failed && nextAttemptAt !== null && (
        <Text fz={13} c="dimmed">
          {t('webhook.again')} <When at={nextAttemptAt} />
        </Text>
      )}
    </>
  );
}

import { Badge } from '@mantine/core';
import type { WebhookEndpoint } from '../../api/webhooks.ts';
import { useWords } from '../../ui/useWords.ts';

/** On, off, off by itself, or failing. */
export function WebhookState({ webhook }: { webhook: WebhookEndpoint }) {
  const { t } = useWords();
  const { enabled, offBecause, failing } = webhook;
  const state = offBecause !== null ? 'gone' : !enabled ? 'off' : failing > 0 ? 'failing' : 'on';
  const color = { gone: 'red', off: 'gray', failing: 'yellow', on: 'green' }[state];
  return (
    <Badge color={color} c="var(--mantine-color-text)">
      {t(`webhook.states.${state}`)}
    </Badge>
  );
}

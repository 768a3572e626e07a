import { Badge } from '@mantine/core';
import type { BillingEvent } from '../../api/types.ts';
import { useWords } from '../../ui/useWords.ts';

const COLORS = { applied: 'green', no_change: 'gray', rejected: 'red', pending: 'blue', failed: 'red' } as const;

/** What became of a billing's call. */
export function Outcome({ outcome }: { outcome: BillingEvent['outcome'] }) {
  const { t } = useWords();
  return (
    <Badge color={COLORS[outcome]} c="var(--mantine-color-text)">
      {t(`billing.outcomes.${outcome}`)}
    </Badge>
  );
}

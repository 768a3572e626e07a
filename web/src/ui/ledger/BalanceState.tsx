import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Balance } from '../../api/types.ts';
import { money } from '../../format/money.ts';
import { dayText } from '../../format/time.ts';

interface BalanceStateProps {
  readonly balance: Balance;
  /** Where the page is not about one organization alone: whose balance it is. */
  readonly title?: string | undefined;
}

/** That an organization is blocked for its balance and what to pay, or until when it lasts; nothing while it is high. */
export function BalanceState({ balance, title }: BalanceStateProps) {
  const { t, i18n } = useTranslation('app');
  const { blockedForBalance, due, low, lastsUntil } = balance;
  const whose = title === undefined ? '' : `${title}: `;
  if (blockedForBalance)
    return (
      <Alert color="red" variant="light" role="status" icon={<IconAlertTriangle />} title={whose + t('balance.usedUp')}>
        {t('balance.toGoOn', { sum: money(due, i18n.language) })}
      </Alert>
    );
  if (!low) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      c="var(--mantine-color-text)"
      role="status"
      icon={<IconClockExclamation />}
      title={
        whose +
        (lastsUntil === null ? t('balance.low') : t('balance.lastsUntil', { date: dayText(lastsUntil, i18n.language) }))
      }
    >
      {t('balance.lowMore')}
    </Alert>
  );
}

import { Stack, Text } from '@mantine/core';
import type { BankPayment } from '../../api/payments.ts';
import { refusalText } from '../../api/problems/refusalWords.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Who paid and what for. */
export function PaymentSource({ payment: { payer, purpose, number } }: { payment: BankPayment }) {
  const { t } = useWords();
  return (
    <Stack gap={0}>
      <Text fz="inherit">
        {payer === '' ? t('payments.unnamed') : payer}
        {number !== '' && (
          <Text span fz={13} c="dimmed">
            {' '}
            № {number}
          </Text>
        )}
      </Text>
      <Text fz={13} c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {purpose}
      </Text>
    </Stack>
  );
}

/** To whom it was booked, or who is suggested, and by what. */
export function Whose({ payment: { organization, match, status } }: { payment: BankPayment }) {
  const { t } = useWords();
  if (organization === null) return '–';
  const { id, title } = organization;
  return (
    <Stack gap={0}>
      {title === null ? (
        t('money.deleted', { id })
      ) : (
        <LinkAnchor to={paths.organization} params={{ organizationId: id }} search={{ tab: 'balance' }} fz="inherit">
          {title}
        </LinkAnchor>
      )}
      {match !== null && (
        <Text fz={13} c="dimmed">
          {status === 'unmatched'
            ? t('payments.suggestedBy', { match: t(`payments.match.${match}`) })
            : t(`payments.match.${match}`)}
        </Text>
      )}
    </Stack>
  );
}

/** Why it was not booked by itself, or why a person ignored it. */
export function PaymentProblem({ payment: { problem, note } }: { payment: BankPayment }) {
  if (problem === null && note === '') return null;
  return (
    <Text fz={13} c={problem === null ? 'dimmed' : 'var(--mantine-color-error)'}>
      {problem === null ? note : (refusalText(problem) ?? problem.message)}
    </Text>
  );
}

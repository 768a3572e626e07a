import { Badge, Text } from '@mantine/core';
import { IconBan, IconCheck, IconClock } from '@tabler/icons-react';
import type { Invoice } from '../../api/types.ts';
import { useZone } from '../../app/useMe.ts';
import { todayIn } from '../../format/time.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';

const LOOKS = {
  open: { color: 'blue', icon: <IconClock size={14} /> },
  overdue: { color: 'red', icon: <IconClock size={14} /> },
  paid: { color: 'green', icon: <IconCheck size={14} /> },
  void: { color: 'gray', icon: <IconBan size={14} /> },
} as const;

/** Whether it is paid, late or void, since when and why. */
export function InvoiceStatus({ invoice: { status, dueOn, paidAt, creditNote } }: { invoice: Invoice }) {
  const { t } = useWords();
  const today = todayIn(useZone());
  const shown = status === 'open' && dueOn !== null && dueOn < today ? 'overdue' : status;
  const { color, icon } = LOOKS[shown];
  return (
    <>
      <Badge color={color} c="var(--mantine-color-text)" leftSection={icon}>
        {t(`invoice.statuses.${shown}`)}
      </Badge>
      {status === 'paid' && paidAt !== null && (
        <Text fz={13} c="dimmed">
          <When at={paidAt} />
        </Text>
      )}
      {creditNote !== null && (
        <Text fz={13} c="dimmed">
          {creditNote.reason}
        </Text>
      )}
    </>
  );
}

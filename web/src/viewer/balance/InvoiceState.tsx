import { Badge, Text } from '@mantine/core';
import { IconBan, IconCheck, IconClock, IconClockExclamation } from '@tabler/icons-react';
import type { OwnInvoice } from '../../api/ownInvoices.ts';
import { useZone } from '../../app/useMe.ts';
import { todayIn } from '../../format/time.ts';
import { useWords } from '../../ui/useWords.ts';

const LOOKS = {
  open: { color: 'blue', icon: <IconClock size={14} /> },
  overdue: { color: 'red', icon: <IconClockExclamation size={14} /> },
  paid: { color: 'green', icon: <IconCheck size={14} /> },
  void: { color: 'gray', icon: <IconBan size={14} /> },
} as const;

/** Whether it is to be paid, late, paid or void, and why it is void. */
export function InvoiceState({ invoice: { status, dueOn, creditNote } }: { invoice: OwnInvoice }) {
  const { t } = useWords();
  const today = todayIn(useZone());
  const shown = status === 'open' && dueOn !== null && dueOn < today ? 'overdue' : status;
  const { color, icon } = LOOKS[shown];
  return (
    <>
      <Badge color={color} variant="light" c="var(--mantine-color-text)" leftSection={icon}>
        {t(`ownInvoice.statuses.${shown}`)}
      </Badge>
      {creditNote !== null && (
        <Text fz={13} c="dimmed">
          {creditNote.reason}
        </Text>
      )}
    </>
  );
}

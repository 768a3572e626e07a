import { Box, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { monthText } from '../../format/time.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { useWords } from '../../ui/useWords.ts';
import { monthBeside } from './month.ts';

interface MonthStepperProps {
  /** YYYY-MM */
  readonly month: string;
  /** Later ones are not shown. */
  readonly last: string;
  readonly onChange: (month: string) => void;
}

/** Which month a page is about, and the way to those beside it. */
export function MonthStepper({ month, last, onChange }: MonthStepperProps) {
  const { t, language } = useWords();
  return (
    <Group gap={4} wrap="nowrap">
      <IconAction label={t('money.previous')} onClick={() => onChange(monthBeside(month, -1))}>
        <IconChevronLeft size={20} />
      </IconAction>
      <Text fw={600} miw={140} ta="center" aria-live="polite">
        {monthText(month, language)}
      </Text>
      {month < last ? (
        <IconAction label={t('money.next')} onClick={() => onChange(monthBeside(month, 1))}>
          <IconChevronRight size={20} />
        </IconAction>
      ) : (
        <Box w={44} />
      )}
    </Group>
  );
}

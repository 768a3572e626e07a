import { ActionIcon, Button, Chip, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { RecordWindow } from '../../api/types.ts';
import { useWords } from '../useWords.ts';

interface ScheduleFieldProps {
  readonly label: string;
  /** Said of an empty list. */
  readonly none: string;
  readonly value: readonly RecordWindow[];
  readonly error: string | undefined;
  readonly onChange: (value: RecordWindow[]) => void;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const NEW: RecordWindow = { days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' };

/** Windows of a week; the end of a day is written as 00:00. */
export function ScheduleField({ label, none, value, error, onChange }: ScheduleFieldProps) {
  const { t, language } = useWords();
  const set = (at: number, change: Partial<RecordWindow>) =>
    onChange(value.map((window, i) => (i === at ? { ...window, ...change } : window)));
  const nameOf = (day: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
  return (
    <Stack gap={12} role="group" aria-label={label}>
      {value.map((window, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a window has no other name than its place
        <Group key={at} gap={8} align="flex-end">
          <Chip.Group
            multiple
            value={window.days.map(String)}
            onChange={(days) => set(at, { days: days.map(Number).sort() })}
          >
            <Group gap={4}>
              {DAYS.map((day) => (
                <Chip key={day} value={String(day)} size="xs">
                  {nameOf(day)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Group gap={8} wrap="nowrap" align="flex-end">
            <TextInput
              type="time"
              aria-label={t('camera.scheduleFrom')}
              value={window.from}
              onChange={(event) => set(at, { from: event.currentTarget.value })}
            />
            <Text fz={14} pb={8}>
              –
            </Text>
            <TextInput
              type="time"
              aria-label={t('camera.scheduleTo')}
              value={window.to === '24:00' ? '00:00' : window.to}
              onChange={(event) => {
                const { value: to } = event.currentTarget;
                set(at, { to: to === '00:00' ? '24:00' : to });
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              size={36}
              aria-label={t('camera.scheduleRemove')}
              onClick={() => onChange(value.filter((_, i) => i !== at))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        </Group>
      ))}
      <Text fz={13} c="dimmed">
        {value.length === 0 ? none : t('camera.scheduleHelp')}
      </Text>
      {error !== undefined && (
        <Text fz={13} c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} />}
          disabled={value.length >= 50}
          onClick={() => onChange([...value, NEW])}
        >
          {t('camera.scheduleAdd')}
        </Button>
      </Group>
    </Stack>
  );
}

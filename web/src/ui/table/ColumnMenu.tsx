import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useWords } from '../useWords.ts';
import type { Column } from './column.ts';

interface ColumnMenuProps<T> {
  readonly columns: readonly Column<T>[];
  readonly visible: Readonly<Record<string, boolean>>;
  readonly onToggle: (id: string) => void;
}

export function ColumnMenu<T>({ columns, visible, onToggle }: ColumnMenuProps<T>) {
  const { t } = useWords();
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          px={12}
          fw={400}
          leftSection={<IconColumns size={18} stroke={1.6} />}
          visibleFrom="sm"
        >
          {t('list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.columns')}>
        <Stack gap={10}>
          {columns.slice(1).map((column) => (
            <Checkbox
              key={column.id}
              label={column.header}
              checked={visible[column.id] !== false}
              onChange={() => onToggle(column.id)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

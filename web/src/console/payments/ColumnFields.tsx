import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { BankStatement, UploadQuery } from '../../api/payments.ts';
import { useWords } from '../../ui/useWords.ts';

const COLUMNS = ['date', 'sum', 'number', 'payer', 'payerTaxId', 'payerAccount', 'purpose', 'account'] as const;
const CHARSETS = ['utf-8', 'windows-1251', 'ibm866', 'koi8-r', 'utf-16le'] as const;

interface ColumnFieldsProps {
  readonly value: UploadQuery;
  /** As it was read last; undefined: it could not be read. */
  readonly statement: BankStatement | undefined;
  readonly onChange: (value: UploadQuery) => void;
  readonly onRead: () => void;
  readonly reading: boolean;
}

/** How a table is read: its charset, and which column is what, by name or number. */
export function ColumnFields({ value, statement, onChange, onRead, reading }: ColumnFieldsProps) {
  const { t } = useWords();
  return (
    <Stack gap={8}>
      <Text fz={14} fw={600}>
        {t('payments.columns')}
      </Text>
      {statement !== undefined && (
        <Text fz={13} c="dimmed">
          {t('payments.columnsFound', { columns: statement.headers.filter((one) => one !== '').join(', ') })}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing={8}>
        <Select
          label={t('payments.charsetLabel')}
          placeholder={statement?.charset ?? t('payments.byItself')}
          clearable
          data={[...CHARSETS]}
          value={value.charset ?? null}
          onChange={(charset) => onChange(changed(value, 'charset', charset ?? ''))}
        />
        {COLUMNS.map((column) => (
          <TextInput
            key={column}
            label={t(`payments.column.${column}`)}
            placeholder={statement?.columns?.[column] ?? t('payments.byItself')}
            value={value[`${column}Column`] ?? ''}
            onChange={(event) => onChange(changed(value, `${column}Column`, event.currentTarget.value))}
          />
        ))}
      </SimpleGrid>
      <Group>
        <Button variant="default" loading={reading} onClick={onRead}>
          {t('payments.readAgain')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Without what is empty: the server finds that by itself. */
function changed(value: UploadQuery, field: keyof UploadQuery, text: string): UploadQuery {
  const { [field]: _, ...others } = value;
  return text === '' ? others : { ...others, [field]: text };
}

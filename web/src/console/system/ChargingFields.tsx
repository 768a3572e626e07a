import { Alert, Select, Title } from '@mantine/core';
import type { UseFormReturn } from 'react-hook-form';
import { Controller, useWatch } from 'react-hook-form';
import type { Settings } from '../../api/types.ts';
import { NumberField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { SettingsValues } from './settingsForm.ts';

const CHARGING = ['none', 'postpaid', 'prepaid'] as const satisfies readonly Settings['charging'][];

interface ChargingFieldsProps {
  readonly form: UseFormReturn<SettingsValues>;
  /** As it is stored. */
  readonly before: Settings;
}

/** Whether use is charged to balances, and what a prepaid balance that runs out means. */
export function ChargingFields({ form: { control }, before }: ChargingFieldsProps) {
  const { t } = useWords();
  const [charging, currency] = useWatch({ control, name: ['charging', 'currency'] });
  return (
    <>
      <Title order={2} mt={8}>
        {t('charging.title')}
      </Title>
      <Controller
        control={control}
        name="charging"
        render={({ field, fieldState }) => (
          <Select
            label={t('charging.charging')}
            description={t(`charging.help.${charging}`)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={fieldState.error?.message}
            allowDeselect={false}
            data={CHARGING.map((value) => ({ value, label: t(`charging.kinds.${value}`) }))}
            value={field.value}
            onChange={(value) => field.onChange(CHARGING.find((one) => one === value) ?? 'none')}
          />
        )}
      />
      {charging !== 'none' && before.charging === 'none' && (
        <Alert color="blue" variant="light" c="var(--mantine-color-text)" role="status">
          {t('charging.begins')}
        </Alert>
      )}
      {charging === 'prepaid' && (
        <>
          <TextField
            control={control}
            name="creditFloor"
            label={t('charging.floor', { currency })}
            help={t('charging.floorHelp')}
            maxLength={24}
          />
          <NumberField
            control={control}
            name="balanceWarningDays"
            label={t('charging.warningDays')}
            help={t('charging.warningDaysHelp')}
            min={0}
            max={60}
          />
        </>
      )}
    </>
  );
}

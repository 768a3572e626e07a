import { Title } from '@mantine/core';
import type { UseFormReturn } from 'react-hook-form';
import { TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { SettingsValues } from './settingsForm.ts';

/** How codes and messages reach telephones. */
export function SmsFields({ form: { control } }: { form: UseFormReturn<SettingsValues> }) {
  const { t } = useWords();
  return (
    <>
      <Title order={2} mt={8}>
        {t('sms.title')}
      </Title>
      <TextField
        control={control}
        name="smsUri"
        label={t('sms.uri')}
        help={t('sms.uriHelp')}
        placeholder="https://sms.example.net/send?key=K&to={phone}&text={text}"
        maxLength={2000}
      />
      <TextAreaField control={control} name="smsBody" label={t('sms.body')} help={t('sms.bodyHelp')} />
    </>
  );
}

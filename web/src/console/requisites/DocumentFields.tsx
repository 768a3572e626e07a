import { SimpleGrid, Title } from '@mantine/core';
import type { UseFormReturn } from 'react-hook-form';
import { useWatch } from 'react-hook-form';
import { LANGUAGE_CHOICES } from '../../locales/languages.ts';
import { NumberField, SwitchField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { type RequisitesValues, ROUNDINGS } from './requisitesForm.ts';

/** How invoices are made. */
export function DocumentFields({ form: { control } }: { form: UseFormReturn<RequisitesValues> }) {
  const { t } = useWords();
  const [prefix, rounding] = useWatch({ control, name: ['numberPrefix', 'taxRounding'] });
  const year = new Date().getFullYear();
  return (
    <>
      <Title order={2} mt={8}>
        {t('requisites.documents')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ChoiceField
          control={control}
          name="documentLanguage"
          label={t('requisites.documentLanguage')}
          data={LANGUAGE_CHOICES}
        />
        <NumberField
          control={control}
          name="daysToPay"
          label={t('requisites.daysToPay')}
          help={t('requisites.daysToPayHelp')}
          max={365}
        />
        <TextField
          control={control}
          name="numberPrefix"
          label={t('requisites.numberPrefix')}
          help={t('requisites.numberPrefixHelp', { number: `${prefix.trim()}${year}-000001` })}
          maxLength={20}
        />
        <TextField control={control} name="creditNotePrefix" label={t('requisites.creditNotePrefix')} maxLength={20} />
      </SimpleGrid>
      <SwitchField
        control={control}
        name="makesActs"
        label={t('requisites.makesActs')}
        help={t('requisites.makesActsHelp')}
      />
      <SwitchField
        control={control}
        name="mailsInvoices"
        label={t('requisites.mailsInvoices')}
        help={t('requisites.mailsInvoicesHelp')}
      />
      <ChoiceField
        control={control}
        name="taxRounding"
        label={t('requisites.taxRounding')}
        help={t(`requisites.roundingHelp.${rounding === '' ? 'auto' : rounding}`)}
        data={ROUNDINGS.map((value) => ({ value, label: t(`requisites.roundings.${value === '' ? 'auto' : value}`) }))}
      />
    </>
  );
}

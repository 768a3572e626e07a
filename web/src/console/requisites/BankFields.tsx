import { SimpleGrid, Title } from '@mantine/core';
import type { UseFormReturn } from 'react-hook-form';
import { useWatch } from 'react-hook-form';
import { TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { BANK_KINDS, type RequisitesValues } from './requisitesForm.ts';

/** Where subscribers pay to: the payment code on invoices is made of it. */
export function BankFields({ form: { control } }: { form: UseFormReturn<RequisitesValues> }) {
  const { t } = useWords();
  const kind = useWatch({ control, name: 'bank.kind' });
  return (
    <>
      <Title order={2} mt={8}>
        {t('requisites.bank')}
      </Title>
      <ChoiceField
        control={control}
        name="bank.kind"
        label={t('requisites.bankKind')}
        help={t(`requisites.bankHelp.${kind}`)}
        data={BANK_KINDS.map((value) => ({ value, label: t(`requisites.bankKinds.${value}`) }))}
      />
      {kind === 'russian' && (
        <>
          <TextField control={control} name="bank.account" label={t('requisites.account')} maxLength={40} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextField control={control} name="bank.bic" label={t('requisites.russianBic')} maxLength={20} />
            <TextField control={control} name="bank.bankName" label={t('requisites.bankName')} maxLength={500} />
          </SimpleGrid>
          <TextField
            control={control}
            name="bank.correspondentAccount"
            label={t('requisites.correspondentAccount')}
            maxLength={40}
          />
        </>
      )}
      {kind === 'iban' && (
        <>
          <TextField control={control} name="bank.iban" label={t('requisites.iban')} maxLength={60} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextField
              control={control}
              name="bank.bic"
              label={t('requisites.bic')}
              help={t('requisites.mayBeEmpty')}
              maxLength={20}
            />
            <TextField
              control={control}
              name="bank.bankName"
              label={t('requisites.bankName')}
              help={t('requisites.mayBeEmpty')}
              maxLength={500}
            />
          </SimpleGrid>
        </>
      )}
    </>
  );
}

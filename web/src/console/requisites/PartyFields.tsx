import { SimpleGrid } from '@mantine/core';
import type { Control, FieldPath, FieldValues } from 'react-hook-form';
import { TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { PartyValues } from './partyForm.ts';

interface PartyFieldsProps<V extends FieldValues> {
  readonly control: Control<V>;
  /** Its numbers are those of Russia's tax service. */
  readonly russian: boolean;
  readonly nameHelp: string;
}

/** Name, tax numbers and address of a side of an invoice. */
export function PartyFields<V extends PartyValues & FieldValues>({ control, russian, nameHelp }: PartyFieldsProps<V>) {
  const { t } = useWords();
  const name = (field: keyof PartyValues) => field as FieldPath<V>;
  const most = { maxLength: 500 };
  return (
    <>
      <TextField control={control} name={name('name')} label={t('requisites.name')} help={nameHelp} {...most} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField
          control={control}
          name={name('taxId')}
          label={russian ? t('requisites.inn') : t('requisites.taxId')}
          {...(russian ? { help: t('requisites.innHelp') } : {})}
          {...most}
        />
        <TextField
          control={control}
          name={name('taxOffice')}
          label={russian ? t('requisites.kpp') : t('requisites.taxOffice')}
          {...(russian ? { help: t('requisites.kppHelp') } : {})}
          {...most}
        />
      </SimpleGrid>
      <TextField control={control} name={name('address')} label={t('requisites.address')} {...most} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField control={control} name={name('phone')} label={t('requisites.phone')} {...most} />
        <TextField control={control} name={name('email')} label={t('requisites.email')} {...most} />
      </SimpleGrid>
    </>
  );
}

import { SimpleGrid, Title } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { NumberField, TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { UserPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ContractLimits } from './ContractLimits.tsx';
import type { OrganizationValues } from './organizationForm.ts';

export function OrganizationFields({ form }: { form: UseFormReturn<OrganizationValues> }) {
  const { t } = useWords();
  const { control } = form;
  const unlimited = { placeholder: t('organization.unlimited') };
  return (
    <>
      <TextField control={control} name="title" label={t('organization.title')} maxLength={255} required />
      <Controller
        control={control}
        name="owner"
        render={({ field, fieldState }) => (
          <UserPicker
            clearable
            label={t('organization.owner')}
            help={t('organization.ownerHelp')}
            error={fieldState.error?.message}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField control={control} name="contractNumber" label={t('organization.contract')} maxLength={255} />
        <TextField
          control={control}
          name="externalId"
          label={t('organization.externalId')}
          help={t('organization.externalIdHelp')}
          maxLength={255}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField
          control={control}
          name="outsideUid"
          label={t('organization.outsideUid')}
          help={t('organization.outsideUidHelp')}
          maxLength={255}
        />
        <NumberField
          control={control}
          name="apartment"
          names
          label={t('organization.apartment')}
          help={t('organization.apartmentHelp')}
          max={100_000}
        />
      </SimpleGrid>
      <Title order={2} mt={8}>
        {t('organization.limits')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <NumberField control={control} name="cameraLimit" label={t('organization.cameraLimit')} {...unlimited} />
        <NumberField control={control} name="userLimit" label={t('organization.userLimit')} {...unlimited} />
        <NumberField
          control={control}
          name="archiveLimitGigabytes"
          label={t('organization.archiveLimit')}
          {...unlimited}
        />
      </SimpleGrid>
      <ContractLimits form={form} />
      <TextAreaField control={control} name="note" label={t('organization.note')} />
    </>
  );
}

import { SimpleGrid } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { Fold } from '../../ui/form/Fold.tsx';
import { NumberField, TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { UserPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ArchiveDepth, Network, Windows } from './ContractLimits.tsx';
import type { OrganizationValues } from './organizationForm.ts';

/** What each organization needs, then the rest by subject. */
export function OrganizationFields({
  form,
  fresh = false,
}: {
  form: UseFormReturn<OrganizationValues>;
  fresh?: boolean;
}) {
  const { t } = useWords();
  const { control } = form;
  const open = !fresh;
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
      <TextField control={control} name="contractNumber" label={t('organization.contract')} maxLength={255} />
      <Fold title={t('organization.billing')} about={t('organization.billingAbout')} open={open}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextField
            control={control}
            name="externalId"
            label={t('organization.externalId')}
            help={t('organization.externalIdHelp')}
            maxLength={255}
          />
          <TextField
            control={control}
            name="outsideUid"
            label={t('organization.outsideUid')}
            help={t('organization.outsideUidHelp')}
            maxLength={255}
          />
          <TextField
            control={control}
            name="flat"
            label={t('organization.flat')}
            help={t('organization.flatHelp')}
            maxLength={40}
          />
        </SimpleGrid>
      </Fold>
      <Fold title={t('organization.limits')} about={t('organization.limitsAbout')} open={open}>
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
        <ArchiveDepth form={form} />
      </Fold>
      <Fold title={t('organization.views')} about={t('organization.viewsAbout')} open={open}>
        <Windows form={form} />
      </Fold>
      <Fold title={t('organization.network')} about={t('organization.networkAbout')} open={open}>
        <Network form={form} />
      </Fold>
      <Fold title={t('organization.notes')} about={t('organization.notesAbout')} open={open}>
        <TextAreaField control={control} name="note" label={t('organization.note')} />
      </Fold>
    </>
  );
}

import { SimpleGrid, Title } from '@mantine/core';
import type { UseFormReturn } from 'react-hook-form';
import { NumberField, SwitchField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { OrganizationValues } from './organizationForm.ts';

const MOST = 10_000_000;

/** Windows, archive, messages and networks: what a contract says beside its counts. */
export function ContractLimits({ form }: { form: UseFormReturn<OrganizationValues> }) {
  const { t } = useWords();
  const { control } = form;
  const unlimited = { placeholder: t('organization.unlimited'), max: MOST };
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberField
          control={control}
          name="archiveDays"
          label={t('organization.archiveDays')}
          help={t('organization.archiveDaysHelp')}
          placeholder={t('organization.asPreset')}
          max={24_000}
          decimals
        />
        <NumberField control={control} name="smsPerMonth" label={t('organization.smsPerMonth')} {...unlimited} />
      </SimpleGrid>
      <Title order={2} mt={8}>
        {t('organization.views')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberField control={control} name="liveViews" label={t('organization.liveViews')} {...unlimited} />
        <NumberField control={control} name="userLiveViews" label={t('organization.userLiveViews')} {...unlimited} />
        <NumberField control={control} name="archiveViews" label={t('organization.archiveViews')} {...unlimited} />
        <NumberField
          control={control}
          name="userArchiveViews"
          label={t('organization.userArchiveViews')}
          {...unlimited}
        />
      </SimpleGrid>
      <Title order={2} mt={8}>
        {t('organization.network')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField
          control={control}
          name="networks"
          label={t('organization.networks')}
          help={t('organization.networksHelp')}
          placeholder={t('organization.anyNetwork')}
        />
        <TextField
          control={control}
          name="internalAddress"
          label={t('organization.internalAddress')}
          help={t('organization.internalAddressHelp')}
          maxLength={50}
        />
      </SimpleGrid>
      <SwitchField
        control={control}
        name="notifyOutages"
        label={t('organization.notifyOutages')}
        help={t('organization.notifyOutagesHelp')}
      />
    </>
  );
}

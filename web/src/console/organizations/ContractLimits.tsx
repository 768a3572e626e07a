import { SimpleGrid } from '@mantine/core';
import type { UseFormReturn } from 'react-hook-form';
import { NumberField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { OrganizationValues } from './organizationForm.ts';

const MOST = 10_000_000;

type Props = { readonly form: UseFormReturn<OrganizationValues> };

/** How deep the archive is where cameras set nothing. */
export function ArchiveDepth({ form: { control } }: Props) {
  const { t } = useWords();
  return (
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
    </SimpleGrid>
  );
}

/** Windows that may be open on one camera at once. */
export function Windows({ form: { control } }: Props) {
  const { t } = useWords();
  const unlimited = { placeholder: t('organization.unlimited'), max: MOST };
  return (
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
  );
}

/** Where its cameras are. */
export function Network({ form: { control } }: Props) {
  const { t } = useWords();
  return (
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
  );
}

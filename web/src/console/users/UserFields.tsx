import { Select, SimpleGrid } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { Fold } from '../../ui/form/Fold.tsx';
import { NumberField, SecretField, SwitchField, TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { OrganizationPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { UserValues } from './userForm.ts';

const PASSWORD_BY = ['auto', 'own', 'backend'] as const;

/** What each user needs, then the rest by subject. */
export function UserFields({ form, fresh = false }: { form: UseFormReturn<UserValues>; fresh?: boolean }) {
  const { t } = useWords();
  const { control } = form;
  const open = !fresh;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField control={control} name="login" label={t('user.login')} maxLength={255} required />
        {fresh && (
          <SecretField control={control} name="password" label={t('user.password')} help={t('user.passwordHelp')} />
        )}
        <TextField control={control} name="name" label={t('user.name')} maxLength={255} />
      </SimpleGrid>
      <Controller
        control={control}
        name="organization"
        render={({ field, fieldState }) => (
          <OrganizationPicker
            clearable={fresh}
            label={t('user.organization')}
            help={fresh ? t('user.organizationHelp') : t('user.homeHelp')}
            error={fieldState.error?.message}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <Fold title={t('user.contact')} about={t('user.contactAbout')} open={open}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextField control={control} name="email" label={t('user.email')} maxLength={255} />
          <TextField control={control} name="phone" label={t('user.phone')} maxLength={64} />
        </SimpleGrid>
      </Fold>
      <Fold title={t('user.rights')} about={t('user.rightsAbout')} open={open}>
        <SwitchField
          control={control}
          name="accountAdministrator"
          label={t('user.accountAdministrator')}
          help={t('user.accountAdministratorHelp')}
        />
        <SwitchField control={control} name="readonly" label={t('user.readonly')} help={t('user.readonlyHelp')} />
        <SwitchField
          control={control}
          name="administrator"
          label={t('user.administrator')}
          help={t('user.administratorHelp')}
        />
      </Fold>
      <Fold title={t('user.signIn')} about={t('user.signInAbout')} open={open}>
        <SwitchField
          control={control}
          name="mustChangePassword"
          label={t('user.mustChangePassword')}
          help={t('user.mustChangePasswordHelp')}
        />
        <Controller
          control={control}
          name="passwordBy"
          render={({ field, fieldState }) => (
            <Select
              {...field}
              label={t('user.passwordBy')}
              error={fieldState.error?.message}
              allowDeselect={false}
              data={PASSWORD_BY.map((value) => ({ value, label: t(`user.passwordBys.${value}`) }))}
            />
          )}
        />
        <NumberField
          control={control}
          name="maxSessions"
          label={t('user.maxSessions')}
          help={t('user.maxSessionsHelp')}
          max={100_000}
        />
        <TextField
          control={control}
          name="allowedNetworks"
          label={t('user.networks')}
          help={t('user.networksHelp')}
          maxLength={4000}
        />
      </Fold>
      <Fold title={t('user.notes')} about={t('user.notesAbout')} open={open}>
        <TextField
          control={control}
          name="externalId"
          label={t('user.externalId')}
          help={t('user.externalIdHelp')}
          maxLength={255}
        />
        <TextAreaField control={control} name="note" label={t('user.note')} />
      </Fold>
    </>
  );
}

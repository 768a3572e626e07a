import type { UseFormReturn } from 'react-hook-form';
import { SecretField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';

export interface SubUserValues {
  login: string;
  password: string;
  name: string;
  /** As they are written, by comma. */
  allowedNetworks: string;
}

export const EMPTY_SUB_USER: SubUserValues = { login: '', password: '', name: '', allowedNetworks: '' };

export function SubUserFields({ form, fresh = false }: { form: UseFormReturn<SubUserValues>; fresh?: boolean }) {
  const { t } = useWords();
  const { control } = form;
  return (
    <>
      <TextField control={control} name="login" label={t('subUser.login')} size="md" maxLength={255} required />
      <SecretField
        control={control}
        name="password"
        size="md"
        label={t(fresh ? 'subUser.password' : 'subUser.newPassword')}
        help={fresh ? undefined : t('subUser.newPasswordHelp')}
        required={fresh}
      />
      <TextField control={control} name="name" label={t('subUser.name')} size="md" maxLength={255} />
      <TextField
        control={control}
        name="allowedNetworks"
        size="md"
        label={t('subUser.networks')}
        help={t('subUser.networksHelp')}
        maxLength={4000}
      />
    </>
  );
}

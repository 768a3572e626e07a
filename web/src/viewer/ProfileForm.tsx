import { Stack } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../api/session.ts';
import type { Me } from '../api/types.ts';
import { changeUser } from '../api/users.ts';
import { FormFrame } from '../ui/form/FormFrame.tsx';
import { TextField } from '../ui/form/fields.tsx';
import { useSaving } from '../ui/form/useSaving.ts';
import { changed, nullable } from '../ui/form/values.ts';

interface Profile {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

const read = ({ name, email, phone }: Me['user']): Profile => ({
  name: name ?? '',
  email: email ?? '',
  phone: phone ?? '',
});
const write = ({ name, email, phone }: Profile) => ({
  name: nullable(name),
  email: nullable(email),
  phone: nullable(phone),
});

/** What users say of themselves; locked, and said so, where the provider keeps it. */
export function ProfileForm({ user }: { user: Me['user'] }) {
  const { t } = useTranslation();
  const before = read(user);
  const form = useForm<Profile>({ values: before, resetOptions: { keepDirtyValues: true } });
  const saving = useSaving(form, {
    save: (values) => changeUser(user.id, changed(write(before), write(values))),
    refresh: [sessionQuery.queryKey[0] ?? ''],
  });
  const common = {
    control: form.control,
    size: 'md',
    locked: user.mayChangeProfile ? undefined : t('profile.locked'),
  } as const;
  const fields = (
    <>
      <TextField {...common} name="name" label={t('profile.name')} maxLength={255} />
      <TextField {...common} name="email" label={t('profile.email')} maxLength={255} />
      <TextField {...common} name="phone" label={t('profile.phone')} maxLength={64} />
    </>
  );
  if (!user.mayChangeProfile) return <Stack gap="md">{fields}</Stack>;
  return (
    <FormFrame {...saving} size="md" onReset={() => form.reset(before)}>
      {fields}
    </FormFrame>
  );
}

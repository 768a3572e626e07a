import { Alert, Button, DataList, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../api/session.ts';
import { useMe } from '../app/useMe.ts';
import { LOCKED } from '../ui/form/fields.tsx';
import { passwordProblem } from '../ui/problemText.ts';
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { ProfileForm } from './ProfileForm.tsx';

export function ProfilePage() {
  const { t } = useTranslation();
  const { user, organizations } = useMe();
  useTitle(t('menu.profile'));
  const rows = [
    [t('profile.login'), user.login],
    [t('profile.organizations'), organizations.map(({ title }) => title).join(', ')],
  ] as const;
  return (
    <Stack maw={560} mx="auto" gap="lg">
      <Title order={1}>{t('menu.profile')}</Title>
      <DataList labelWidth="140px">
        {rows
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
      </DataList>
      <Paper withBorder p="md">
        <ProfileForm user={user} />
      </Paper>
      <Stack gap={8}>
        <Title order={2}>{t('menu.language')}</Title>
        <LanguageSwitch fullWidth />
        <Title order={2} mt={8}>
          {t('menu.theme')}
        </Title>
        <ThemeSwitch fullWidth />
      </Stack>
      {user.mayChangePassword ? <PasswordForm /> : <LockedPassword />}
    </Stack>
  );
}

function LockedPassword() {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <TextInput
        {...LOCKED}
        size="md"
        label={t('profile.password')}
        description={t('profile.passwordElsewhere')}
        value="••••••••"
      />
    </Paper>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) => changePassword(current, next),
    onSuccess: () => form.current?.reset(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    change.mutate({ current: String(data.get('current')), next: String(data.get('next')) });
  };
  const eye = { visibilityToggleButtonProps: { 'aria-label': t('signIn.showPassword') } };
  return (
    <Paper withBorder p="md">
      <form ref={form} onSubmit={submit}>
        <Stack>
          <Title order={2}>{t('profile.password')}</Title>
          {change.isError && <Alert color="red">{passwordProblem(t, change.error)}</Alert>}
          {change.isSuccess && <Alert color="green">{t('profile.passwordChanged')}</Alert>}
          <PasswordInput
            name="current"
            size="md"
            label={t('profile.current')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            {...eye}
          />
          <PasswordInput
            name="next"
            size="md"
            label={t('profile.next')}
            autoComplete="new-password"
            required
            withAsterisk={false}
            {...eye}
          />
          <Button type="submit" size="md" loading={change.isPending}>
            {t('profile.change')}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}

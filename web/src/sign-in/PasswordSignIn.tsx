import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/session.ts';
import { paths } from '../app/routes/paths.ts';
import { AsideLink } from './AsideLink.tsx';
import { SignInRefusal } from './SignInRefusal.tsx';
import { useEnter } from './useEnter.ts';

export function PasswordSignIn({ onTry }: { onTry: () => void }) {
  const { t } = useTranslation();
  const { next } = useSearch({ from: paths.signIn });
  const enter = useEnter();
  const password = useRef<HTMLInputElement>(null);

  const signing = useMutation({
    mutationFn: ({ login, secret }: { login: string; secret: string }) => signIn(login, secret),
    onMutate: onTry,
    onSuccess: (me) => enter(me, next),
    onError: () => password.current?.select(),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    signing.mutate({ login: String(data.get('login')).trim(), secret: String(data.get('password')) });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {signing.isError && <SignInRefusal error={signing.error} wrong="password" />}
        <TextInput
          name="login"
          label={t('signIn.login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
          size="md"
        />
        <PasswordInput
          ref={password}
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          required
          withAsterisk={false}
          size="md"
        />
        <Button type="submit" size="md" loading={signing.isPending}>
          {t('signIn.submit')}
        </Button>
        <AsideLink forgotten>{t('restore.forgotten')}</AsideLink>
      </Stack>
    </form>
  );
}

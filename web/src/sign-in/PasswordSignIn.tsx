import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/session.ts';
import type { Me } from '../api/types.ts';
import { AsideLink } from './AsideLink.tsx';
import { SignInRefusal } from './SignInRefusal.tsx';

/** Of both ways to sign in. */
export interface SigningIn {
  readonly onTry: () => void;
  readonly onEntered: (me: Me) => Promise<void>;
  /** Who was signed in on a page that is still there: nothing leads away from it. */
  readonly login?: string;
}

export function PasswordSignIn({ onTry, onEntered, login }: SigningIn) {
  const { t } = useTranslation();
  const password = useRef<HTMLInputElement>(null);

  const signing = useMutation({
    mutationFn: ({ name, secret }: { name: string; secret: string }) => signIn(name, secret),
    onMutate: onTry,
    onSuccess: onEntered,
    onError: () => password.current?.select(),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    signing.mutate({ name: String(data.get('login')).trim(), secret: String(data.get('password')) });
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
          defaultValue={login}
          autoFocus={login === undefined}
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
          autoFocus={login !== undefined}
          data-autofocus={login !== undefined || undefined}
          size="md"
        />
        <Button type="submit" size="md" loading={signing.isPending}>
          {t('signIn.submit')}
        </Button>
        {login === undefined && <AsideLink forgotten>{t('restore.forgotten')}</AsideLink>}
      </Stack>
    </form>
  );
}

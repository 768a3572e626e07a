import { Alert, Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import { sessionQuery, signIn } from '../api/session.ts';
import { Brand } from '../ui/Brand.tsx';
import { problemText } from '../ui/problemText.ts';
import { useTitle } from '../ui/useTitle.ts';
import { AsideLink } from './AsideLink.tsx';
import { BlockWords } from './BlockWords.tsx';
import { EntryFrame } from './EntryFrame.tsx';
import { ForgottenForm } from './ForgottenForm.tsx';
import { paths } from './paths.ts';
import { useEnter } from './useEnter.ts';

export function SignInPage() {
  const { forgotten } = useSearch({ from: paths.signIn });
  return <EntryFrame>{forgotten ? <ForgottenForm /> : <SignInForm />}</EntryFrame>;
}

function SignInForm() {
  const { t } = useTranslation();
  const { next, refused } = useSearch({ from: paths.signIn });
  const here = useQueryClient().getQueryData(sessionQuery.queryKey);
  const enter = useEnter();
  const password = useRef<HTMLInputElement>(null);
  useTitle(t('signIn.title'));

  const signing = useMutation({
    mutationFn: ({ login, secret }: { login: string; secret: string }) => signIn(login, secret),
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
        <Brand />
        <Title order={1}>{t('signIn.title')}</Title>
        {refused !== undefined && signing.isIdle && (
          <Alert
            color={refused === 'link' ? 'yellow' : 'red'}
            variant="light"
            role="alert"
            title={t(`signIn.refused.${refused}`)}
          >
            {t(`signIn.refused.${refused}More`)}
          </Alert>
        )}
        {signing.isError && (
          <Alert color="red" variant="light" role="alert" title={refusalTitle(signing.error, t)}>
            <RefusalText error={signing.error} />
          </Alert>
        )}
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
        {here != null && (
          <Button variant="default" size="md" onClick={() => void enter(here, next)}>
            {t('signIn.goOnAs', { login: here.user.login })}
          </Button>
        )}
        <AsideLink forgotten>{t('restore.forgotten')}</AsideLink>
      </Stack>
    </form>
  );
}

function refusalTitle(error: Error, t: TFunction<'app'>): string {
  if (!(error instanceof Problem)) return t('signIn.failed');
  if (error.status === 401) return t('signIn.wrong');
  if (error.block !== undefined) return t('signIn.blocked');
  return error.status === 429 ? t('signIn.tooMany') : t('signIn.failed');
}

function RefusalText({ error }: { error: Error }) {
  const { t } = useTranslation();
  if (error instanceof Problem && error.block !== undefined) return <BlockWords block={error.block} />;
  return error instanceof Problem && error.status === 401 ? t('signIn.wrongMore') : problemText(t, error);
}

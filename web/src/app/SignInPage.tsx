import { Alert, Button, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import { sessionQuery, signIn } from '../api/session.ts';
import { Brand } from '../ui/Brand.tsx';
import { blockReason, problemText } from '../ui/problemText.ts';
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { useAreaTheme } from './colorScheme.ts';
import { paths, startOf } from './paths.ts';
import styles from './SignInPage.module.css';

export function SignInPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: paths.signIn });
  const router = useRouter();
  const queries = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  useTitle(t('signIn.title'));
  useAreaTheme('console', null);

  const enter = useMutation({
    mutationFn: ({ login, secret }: { login: string; secret: string }) => signIn(login, secret),
    onSuccess: async (me) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, me);
      await router.invalidate();
      router.history.push(startOf(me.user.administrator, next));
    },
    onError: () => password.current?.select(),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    enter.mutate({ login: String(data.get('login')).trim(), secret: String(data.get('password')) });
  };

  return (
    <main className={styles.page}>
      <Paper className={styles.card} withBorder>
        <form onSubmit={submit}>
          <Stack gap="md">
            <Brand />
            <Title order={1}>{t('signIn.title')}</Title>
            {enter.isError && (
              <Alert color="red" variant="light" role="alert" title={refusalTitle(enter.error, t)}>
                {refusalText(enter.error, t)}
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
            <Button type="submit" size="md" loading={enter.isPending}>
              {t('signIn.submit')}
            </Button>
          </Stack>
        </form>
      </Paper>
      <div className={styles.switches}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </main>
  );
}

function refusalTitle(error: Error, t: ReturnType<typeof useTranslation<'app'>>['t']): string {
  if (!(error instanceof Problem)) return t('signIn.failed');
  if (error.status === 401) return t('signIn.wrong');
  if (error.status === 403) return t('signIn.blocked');
  return error.status === 429 ? t('signIn.tooMany') : t('signIn.failed');
}

function refusalText(error: Error, t: ReturnType<typeof useTranslation<'app'>>['t']): string {
  if (error instanceof Problem && error.status === 401) return t('signIn.wrongMore');
  if (error instanceof Problem && error.status === 403) return blockReason(error) || t('signIn.blockedMore');
  return problemText(t, error);
}

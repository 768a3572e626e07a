import { Alert, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problems/problem.ts';
import { requestNewPassword } from '../api/session.ts';
import { Brand } from '../ui/Brand.tsx';
import { problemText } from '../ui/problemText.ts';
import { useTitle } from '../ui/useTitle.ts';
import { AsideLink } from './AsideLink.tsx';

/** Asks for a letter with a link. The answer is the same for every login, known or not. */
export function ForgottenForm() {
  const { t } = useTranslation();
  useTitle(t('restore.request'));
  const request = useMutation({ mutationFn: requestNewPassword });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    request.mutate(String(new FormData(event.currentTarget).get('login')).trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Brand />
        <Title order={1}>{t('restore.request')}</Title>
        {request.isError && (
          <Alert color="red" variant="light" role="alert">
            {request.error instanceof Problem && request.error.status === 503
              ? t('restore.noMail')
              : problemText(t, request.error)}
          </Alert>
        )}
        {request.isSuccess ? (
          <Alert color="green" variant="light" role="status" title={t('restore.asked')}>
            {t('restore.askedMore')}
          </Alert>
        ) : (
          <>
            <Text c="dimmed">{t('restore.requestMore')}</Text>
            <TextInput
              name="login"
              label={t('restore.loginOrEmail')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={255}
              required
              withAsterisk={false}
              autoFocus
              size="md"
            />
            <Button type="submit" size="md" loading={request.isPending}>
              {t('restore.send')}
            </Button>
          </>
        )}
        <AsideLink forgotten={false}>{t('restore.toSignIn')}</AsideLink>
      </Stack>
    </form>
  );
}

import { Alert, Button, Stack, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../api/session.ts';
import { paths } from '../app/routes/paths.ts';
import { Brand } from '../ui/Brand.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { EntryFrame } from './EntryFrame.tsx';
import { ForgottenForm } from './ForgottenForm.tsx';
import { SignInWays } from './SignInWays.tsx';
import { useEnter } from './useEnter.ts';

export function SignInPage() {
  const { forgotten } = useSearch({ from: paths.signIn });
  return <EntryFrame>{forgotten ? <ForgottenForm /> : <SignIn />}</EntryFrame>;
}

function SignIn() {
  const { t } = useTranslation();
  const { next, refused } = useSearch({ from: paths.signIn });
  const here = useQueryClient().getQueryData(sessionQuery.queryKey);
  const enter = useEnter();
  const [touched, setTouched] = useState(false);
  useTitle(t('signIn.title'));

  return (
    <Stack gap="md">
      <Brand />
      <Title order={1}>{t('signIn.title')}</Title>
      {refused !== undefined && !touched && (
        <Alert
          color={refused === 'link' ? 'yellow' : 'red'}
          variant="light"
          role="alert"
          title={t(`signIn.refused.${refused}`)}
        >
          {t(`signIn.refused.${refused}More`)}
        </Alert>
      )}
      <SignInWays onTry={() => setTouched(true)} onEntered={(me) => enter(me, next)} />
      {here != null && (
        <Button variant="default" size="md" onClick={() => void enter(here, next)}>
          {t('signIn.goOnAs', { login: here.user.login })}
        </Button>
      )}
    </Stack>
  );
}

import { Alert, Button, SegmentedControl, Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery, waysQuery } from '../api/session.ts';
import { paths } from '../app/routes/paths.ts';
import { readStored, writeStored } from '../app/stored.ts';
import { Brand } from '../ui/Brand.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { EntryFrame } from './EntryFrame.tsx';
import { ForgottenForm } from './ForgottenForm.tsx';
import { PasswordSignIn } from './PasswordSignIn.tsx';
import { PhoneSignIn } from './PhoneSignIn.tsx';
import { useEnter } from './useEnter.ts';

const WAYS = ['phone', 'password'] as const;
type Way = (typeof WAYS)[number];
const STORED = 'sign-in';

export function SignInPage() {
  const { forgotten } = useSearch({ from: paths.signIn });
  return <EntryFrame>{forgotten ? <ForgottenForm /> : <SignIn />}</EntryFrame>;
}

function SignIn() {
  const { t } = useTranslation();
  const { next, refused } = useSearch({ from: paths.signIn });
  const here = useQueryClient().getQueryData(sessionQuery.queryKey);
  const enter = useEnter();
  const { way, ways, choose } = useWay();
  const [touched, setTouched] = useState(false);
  useTitle(t('signIn.title'));
  const Form = way === 'phone' ? PhoneSignIn : PasswordSignIn;

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
      {ways.length > 1 && (
        <SegmentedControl
          fullWidth
          size="md"
          aria-label={t('signIn.way')}
          value={way}
          data={ways.map((one) => ({ value: one, label: t(`signIn.ways.${one}`) }))}
          onChange={(value) => choose(WAYS.find((one) => one === value) ?? 'password')}
        />
      )}
      <Form onTry={() => setTouched(true)} />
      {here != null && (
        <Button variant="default" size="md" onClick={() => void enter(here, next)}>
          {t('signIn.goOnAs', { login: here.user.login })}
        </Button>
      )}
    </Stack>
  );
}

/** By telephone first, where the server sends codes: so do most of those who come; else as it was chosen here before. */
function useWay() {
  const { data } = useQuery(waysQuery);
  const [chosen, setChosen] = useState(() => readStored(STORED));
  const ways = WAYS.filter((one) => one === 'password' || data?.phone === true);
  const way = ways.find((one) => one === chosen) ?? ways[0] ?? 'password';
  const choose = (one: Way) => {
    writeStored(STORED, one);
    setChosen(one);
  };
  return { way, ways, choose };
}

import { Alert, Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import { restorePassword } from '../api/session.ts';
import { Brand } from '../ui/Brand.tsx';
import { LinkButton } from '../ui/links.tsx';
import { problemText } from '../ui/problemText.ts';
import { useTitle } from '../ui/useTitle.ts';
import { BlockWords } from './BlockWords.tsx';
import { EntryFrame } from './EntryFrame.tsx';
import { paths } from './paths.ts';
import { useEnter } from './useEnter.ts';

/** Where the mailed link leads. */
export function RestorePasswordPage() {
  const { token } = useSearch({ from: paths.restorePassword });
  return <EntryFrame>{token === undefined ? <OldLink /> : <PasswordForm token={token} />}</EntryFrame>;
}

function PasswordForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const again = useRef<HTMLInputElement>(null);
  const [differ, setDiffer] = useState(false);
  useTitle(t('restore.title'));
  const restore = useMutation({
    mutationFn: (password: string) => restorePassword(token, password),
    onSuccess: (me) => enter(me),
  });
  if (isOldLink(restore.error)) return <OldLink />;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const password = String(data.get('password'));
    const same = password === data.get('again');
    setDiffer(!same);
    if (same) restore.mutate(password);
    else again.current?.select();
  };
  const field = {
    autoComplete: 'new-password',
    visibilityToggleButtonProps: { 'aria-label': t('signIn.showPassword') },
    maxLength: 1024,
    required: true,
    withAsterisk: false,
    size: 'md',
    onChange: () => setDiffer(false),
  } as const;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Brand />
        <Title order={1}>{t('restore.title')}</Title>
        {restore.isError && <Refusal error={restore.error} />}
        <PasswordInput name="password" label={t('profile.next')} autoFocus {...field} />
        <PasswordInput
          ref={again}
          name="again"
          label={t('restore.again')}
          error={differ ? t('restore.differ') : null}
          {...field}
        />
        <Button type="submit" size="md" loading={restore.isPending}>
          {t('restore.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** A blocked user has the new password by now, and no way in. */
function Refusal({ error }: { error: Error }) {
  const { t } = useTranslation();
  const block = error instanceof Problem ? error.block : undefined;
  return (
    <Alert color="red" variant="light" role="alert" title={block ? t('restore.blocked') : t('restore.failed')}>
      {block ? <BlockWords block={block} /> : problemText(t, error)}
    </Alert>
  );
}

function OldLink() {
  const { t } = useTranslation();
  useTitle(t('restore.old'));
  return (
    <Stack gap="md" role="alert">
      <Brand />
      <Title order={1}>{t('restore.old')}</Title>
      <Text c="dimmed">{t('restore.oldMore')}</Text>
      <LinkButton to={paths.signIn} search={{ forgotten: true }} size="md">
        {t('restore.newLink')}
      </LinkButton>
    </Stack>
  );
}

const isOldLink = (error: Error | null): boolean => error instanceof Problem && error.fields.token !== undefined;

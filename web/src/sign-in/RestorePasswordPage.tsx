import { Alert, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problems/problem.ts';
import { restorePassword } from '../api/session.ts';
import { paths } from '../app/routes/paths.ts';
import { Brand } from '../ui/Brand.tsx';
import { LinkButton } from '../ui/links.tsx';
import { problemText } from '../ui/problemText.ts';
import { useTitle } from '../ui/useTitle.ts';
import { BlockWords } from './BlockWords.tsx';
import { EntryFrame } from './EntryFrame.tsx';
import { NewPasswordForm } from './NewPasswordForm.tsx';
import { useEnter } from './useEnter.ts';

/** Where the mailed link leads. */
export function RestorePasswordPage() {
  const { token } = useSearch({ from: paths.restorePassword });
  return <EntryFrame>{token === undefined ? <OldLink /> : <PasswordForm token={token} />}</EntryFrame>;
}

function PasswordForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const enter = useEnter();
  useTitle(t('restore.title'));
  const restore = useMutation({
    mutationFn: (password: string) => restorePassword(token, password),
    onSuccess: (me) => enter(me),
  });
  if (isOldLink(restore.error)) return <OldLink />;

  return (
    <NewPasswordForm
      submit={t('restore.submit')}
      saving={restore.isPending}
      onPassword={(password) => restore.mutate(password)}
      autoFocus
    >
      <Brand />
      <Title order={1}>{t('restore.title')}</Title>
      {restore.isError && <Refusal error={restore.error} />}
    </NewPasswordForm>
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

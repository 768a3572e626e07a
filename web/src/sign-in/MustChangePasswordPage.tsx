import { Alert, Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changePassword, sessionQuery } from '../api/session.ts';
import { paths } from '../app/routes/paths.ts';
import { useLeave } from '../app/useLeave.ts';
import { Brand } from '../ui/Brand.tsx';
import { LinkAnchor } from '../ui/links.tsx';
import { passwordProblem } from '../ui/problemText.ts';
import { useTitle } from '../ui/useTitle.ts';
import styles from './EntryFrame.module.css';
import { EntryFrame } from './EntryFrame.tsx';
import { NewPasswordForm } from './NewPasswordForm.tsx';

/** In place of every page until a user with a temporary password has chosen one; the page asked for opens then. */
export function MustChangePasswordPage({ login }: { login: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const router = useRouter();
  const { href } = useLocation();
  const leave = useLeave();
  useTitle(t('restore.title'));
  const change = useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) => changePassword(current, next),
    onSuccess: async () => {
      const [session] = sessionQuery.queryKey;
      // What was refused so far is read anew first, so that the page stands whole when it takes the place of this one.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session });
      await router.invalidate();
      await queries.invalidateQueries({ queryKey: [session] });
    },
  });
  return (
    <EntryFrame>
      <Stack gap="md">
        <NewPasswordForm
          submit={t('newPassword.submit')}
          saving={change.isPending}
          onPassword={(next, data) => change.mutate({ current: String(data.get('current')), next })}
        >
          <Brand />
          <Title order={1}>{t('restore.title')}</Title>
          <Text>{t('newPassword.why')}</Text>
          {change.isError && (
            <Alert color="red" variant="light" role="alert" title={t('restore.failed')}>
              {passwordProblem(t, change.error)}
            </Alert>
          )}
          <input type="text" name="login" value={login} autoComplete="username" readOnly hidden />
          <PasswordInput
            name="current"
            label={t('profile.current')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
            maxLength={1024}
            required
            withAsterisk={false}
            autoFocus
            size="md"
          />
        </NewPasswordForm>
        <Button variant="default" size="md" loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('menu.signOut')}
        </Button>
        <LinkAnchor
          to={paths.signIn}
          search={{ forgotten: true, next: href }}
          className={styles.aside}
          fz="sm"
          c="dimmed"
        >
          {t('newPassword.unknown')}
        </LinkAnchor>
      </Stack>
    </EntryFrame>
  );
}

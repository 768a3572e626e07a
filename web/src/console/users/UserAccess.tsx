import { Stack, Text } from '@mantine/core';
import type { User } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { UserPermissionsForm } from '../../ui/permissions/UserPermissionsForm.tsx';
import { useWords } from '../../ui/useWords.ts';

/** The tab "Access settings" of a user's card. */
export function UserAccess({ user: { id, login } }: { user: User }) {
  const { t } = useWords();
  return (
    <Stack gap="md">
      <Text fz={14} c="dimmed" maw={640}>
        {t('permissions.help')}{' '}
        <LinkAnchor to={paths.user} params={{ userId: id }} search={{ tab: 'cameras' }} fz="inherit" underline="always">
          {t('permissions.perCamera')}
        </LinkAnchor>
      </Text>
      <UserPermissionsForm key={id} userId={id} login={login} />
    </Stack>
  );
}

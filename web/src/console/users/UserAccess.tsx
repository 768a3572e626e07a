import { Stack, Text, Title } from '@mantine/core';
import type { User } from '../../api/types.ts';
import { UserPermissionsForm } from '../../ui/permissions/UserPermissionsForm.tsx';
import { useWords } from '../../ui/useWords.ts';
import { UserCameraRights } from './UserCameraRights.tsx';

/** What a user may do at all, and with which camera. */
export function UserAccess({ user }: { user: User }) {
  const { t } = useWords();
  return (
    <Stack gap="md">
      <Text fz={14} c="dimmed" maw={640}>
        {t('permissions.help')}
      </Text>
      <UserPermissionsForm key={user.id} userId={user.id} login={user.login} />
      <Title order={2}>{t('permissions.perCamera')}</Title>
      <UserCameraRights user={user} />
    </Stack>
  );
}

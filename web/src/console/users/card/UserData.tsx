import { Alert, DataList, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { User } from '../../../api/types.ts';
import { When } from '../../../ui/status/When.tsx';
import { useWords } from '../../../ui/useWords.ts';

/** What is known of a user, to read alone: of the billing's users, and for whoever may only read. */
export function UserData({ user }: { user: User }) {
  const { t } = useWords();
  const yesNo = (value: boolean) => (value ? t('userCard.yes') : t('userCard.no'));
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('user.kind'), t(`user.kinds.${user.kind}`)],
    [t('user.organization'), user.home?.title],
    [t('user.email'), user.email],
    [t('user.phone'), user.phone ?? user.signInPhone],
    [t('user.accountAdministrator'), yesNo(user.accountAdministrator)],
    [t('user.readonly'), yesNo(user.readonly)],
    [t('user.passwordBy'), t(`user.passwordBys.${user.passwordBy ?? 'auto'}`)],
    [t('user.maxSessions'), user.maxSessions],
    [t('user.externalId'), user.externalId],
    [t('user.note'), user.note],
  ];
  return (
    <Stack gap="md" maw={640}>
      {user.byBilling && (
        <Alert color="gray" icon={<IconLock size={18} />}>
          {t('userCard.ofBilling')}{' '}
          {user.billingWroteAt !== null && (
            <>
              {t('userCard.billingWrote')}: <When at={user.billingWroteAt} />
            </>
          )}
        </Alert>
      )}
      <DataList labelWidth="200px" withDivider>
        {rows.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {value === null || value === undefined || value === '' ? '–' : value}
            </DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </Stack>
  );
}

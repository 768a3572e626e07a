import { useQueryClient } from '@tanstack/react-query';
import type { User } from '../../../api/types.ts';
import { changeUser, userQuery } from '../../../api/users.ts';
import { FormFrame } from '../../../ui/form/FormFrame.tsx';
import { useWords } from '../../../ui/useWords.ts';
import { useSeenForm } from '../../meanwhile/useSeenForm.tsx';
import { UserFields } from '../UserFields.tsx';
import { USER_NAMES, type UserValues, userChangeSeen, userValues } from '../userForm.ts';

/** A user's own fields. Whoever changes what somebody else changed since is told, and loses nothing of what was typed. */
export function UserForm({ user }: { user: User }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const { form, meanwhile, saving } = useSeenForm<UserValues, User>({
    object: user,
    values: userValues,
    save: (before, values) => changeUser(user.id, userChangeSeen(before, values)),
    read: () => queries.fetchQuery({ ...userQuery(user.id), staleTime: 0 }),
    names: USER_NAMES,
    refresh: ['users'],
    titles: ({ home }) => ({ homeOrganizationId: [t('user.organization'), home?.title] }),
  });
  return (
    <FormFrame {...saving}>
      {meanwhile}
      <UserFields form={form} />
    </FormFrame>
  );
}

import { useQuery } from '@tanstack/react-query';
import { userQuery } from '../api/users.ts';
import { UserPicker } from '../ui/form/pickers.tsx';
import { useWords } from '../ui/useWords.ts';

interface UserFilterProps {
  readonly userId: number | undefined;
  readonly onChange: (userId: number | undefined) => void;
}

/** Of a list: about whom. A user who is gone is named by the id. */
export function UserFilter({ userId, onChange }: UserFilterProps) {
  const { t } = useWords();
  const user = useQuery({ ...userQuery(userId ?? 0), enabled: userId !== undefined, retry: false });
  const picked = userId === undefined ? null : { id: userId, title: user.data?.login ?? `ID ${userId}` };
  return (
    <UserPicker
      hideLabel
      clearable
      label={t('billing.user')}
      placeholder={t('billing.anyUser')}
      value={picked}
      onChange={(value) => onChange(value?.id)}
    />
  );
}

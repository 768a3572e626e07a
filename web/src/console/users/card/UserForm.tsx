import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Problem } from '../../../api/problems/problem.ts';
import type { User } from '../../../api/types.ts';
import { changeUser, userQuery } from '../../../api/users.ts';
import { FormFrame } from '../../../ui/form/FormFrame.tsx';
import { useSaving } from '../../../ui/form/useSaving.ts';
import { UserFields } from '../UserFields.tsx';
import { inForm, USER_NAMES, type UserValues, userChangeSeen, userValues } from '../userForm.ts';
import { MeanwhileAlert } from './MeanwhileAlert.tsx';

/** A user's own fields. Whoever changes what somebody else changed since is told, and loses nothing of what was typed. */
export function UserForm({ user }: { user: User }) {
  const queries = useQueryClient();
  const [before, setBefore] = useState(() => userValues(user));
  const [settled, setSettled] = useState<unknown>(null);
  const form = useForm<UserValues>({ defaultValues: before });
  const take = (saved: User) => {
    setBefore(userValues(saved));
    form.reset(userValues(saved));
  };
  const saving = useSaving(form, {
    save: (values) => changeUser(user.id, userChangeSeen(before, values)),
    names: USER_NAMES,
    refresh: ['users'],
    onSaved: take,
  });
  const { error } = saving;
  const meanwhile = error instanceof Problem && error !== settled ? error.meanwhile : undefined;
  /** Goes on from what stands now: with what was typed, but for `dropped`. */
  const goOn = async (dropped: readonly string[]) => {
    const typed = form.getValues();
    const names = Object.keys(typed) as (keyof UserValues)[];
    const kept = names.filter((name) => form.getFieldState(name).isDirty && !dropped.includes(name));
    take(await queries.fetchQuery({ ...userQuery(user.id), staleTime: 0 }));
    for (const name of kept) form.setValue(name, typed[name], { shouldDirty: true });
    setSettled(error);
  };
  return (
    <FormFrame
      {...saving}
      error={error instanceof Problem && error.meanwhile !== undefined ? null : error}
      onReset={() => form.reset()}
    >
      {meanwhile !== undefined && (
        <MeanwhileAlert
          of={meanwhile}
          onMine={() => goOn([])}
          onTheirs={() => goOn(Object.keys(meanwhile.changes).map(inForm))}
        />
      )}
      <UserFields form={form} />
    </FormFrame>
  );
}

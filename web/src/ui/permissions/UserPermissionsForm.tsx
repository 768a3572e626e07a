import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type PermissionState, permissionsQuery, setPermissions, type UserPermissions } from '../../api/permissions.ts';
import { Problem } from '../../api/problems/problem.ts';
import { FormDialog } from '../dialogs/FormDialog.tsx';
import { LoadFailure } from '../LoadFailure.tsx';
import { useWords } from '../useWords.ts';
import { PermissionDifferences, type PermissionRow, PermissionSwitches } from './PermissionSwitches.tsx';
import { type Draft, differencesOf, givenIn, ownOf, wasOf } from './userPermissions.ts';
import { useUnsaved } from './useUnsaved.ts';

interface Props {
  readonly userId: number;
  readonly login: string;
  /** What the provider took away is not given back here. */
  readonly asOwner?: boolean;
}

/** What one user may do at all: nothing is changed before it was shown and confirmed. */
export function UserPermissionsForm(props: Props) {
  const { data, error, refetch } = useQuery(permissionsQuery(props.userId));
  if (data === undefined)
    return error === null ? (
      <Skeleton h={320} maw={640} radius="md" />
    ) : (
      <LoadFailure error={error} onRetry={() => void refetch()} />
    );
  return <Form {...props} read={data} />;
}

function Form({ userId, login, asOwner = false, read }: Props & { read: UserPermissions }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({});
  const [asks, setAsks] = useState(false);
  const states = read.permissions;
  const rowOf = useRowOf(read, draft, asOwner);
  const differences = differencesOf(states, draft);
  const dirty = differences.length > 0;
  useUnsaved(dirty);
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] });
  const save = async () => {
    await setPermissions(userId, ownOf(states, draft), wasOf(states)).catch(async (problem: unknown) => {
      // Somebody else was first: what they set is shown behind the sentence.
      if (problem instanceof Problem && problem.reason === 'permissions_changed') await refresh();
      throw problem;
    });
    setDraft({});
    notifications.show({
      message: t('permissions.saved'),
      color: 'green',
      autoClose: 2500,
      closeButtonProps: { 'aria-label': a('actions.close') },
    });
    await refresh();
  };
  return (
    <Stack gap="md">
      <State read={read} />
      <PermissionSwitches
        rows={states.map(rowOf)}
        disabled={!read.changeable}
        onChange={(permission, allowed) => setDraft({ ...draft, [permission]: allowed })}
        onReset={(permission) =>
          setDraft({ ...draft, [permission]: states.find((one) => one.permission === permission)?.default ?? true })
        }
      />
      {read.changeable && (
        <Group>
          <Button disabled={!dirty} onClick={() => setAsks(true)}>
            {t('permissions.save')}
          </Button>
          {dirty && (
            <Button variant="default" onClick={() => setDraft({})}>
              {t('form.undo')}
            </Button>
          )}
        </Group>
      )}
      {asks && (
        <FormDialog
          title={t('permissions.confirm')}
          text={t('permissions.confirmText', { login })}
          submit={a('actions.save')}
          ready={dirty}
          action={save}
          onClose={() => setAsks(false)}
        >
          <PermissionDifferences differences={differences} />
        </FormDialog>
      )}
    </Stack>
  );
}

function State({ read: { kind, changeable } }: { read: UserPermissions }) {
  const { t } = useWords();
  if (kind === 'administrator') return <Alert variant="light">{t('permissions.administrator')}</Alert>;
  return changeable ? null : (
    <Text fz={14} c="dimmed">
      {t('permissions.closed')}
    </Text>
  );
}

/** A row as the draft has it, with why it is so. */
function useRowOf({ owner, permissions, kind }: UserPermissions, draft: Draft, asOwner: boolean) {
  const { t } = useWords();
  const word = (allowed: boolean) => t(allowed ? 'permissions.allowed' : 'permissions.denied');
  // What the owner lacks, told by what it makes of what the user was given.
  const isLent = ({ given, allowed }: PermissionState) => !given || allowed;
  const noteOf = (state: PermissionState): string | undefined => {
    if (kind === 'administrator') return undefined;
    if (!isLent(state)) return t('permissions.ofOwnerNow', { login: owner?.login ?? '' });
    const differs = givenIn(draft, state) !== state.default;
    return differs ? t('permissions.default', { what: word(state.default) }) : undefined;
  };
  return (state: PermissionState): PermissionRow => ({
    permission: state.permission,
    group: state.group,
    checked: givenIn(draft, state),
    note: noteOf(state),
    differs: kind !== 'administrator' && permissions.length > 0 && givenIn(draft, state) !== state.default,
    locked: asOwner && state.locked ? t('permissions.locked') : undefined,
  });
}

import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type LimitedKind,
  type Permission,
  type PermissionDefaults,
  permissionDefaultsQuery,
  setPermissionDefaults,
} from '../../api/permissions.ts';
import { Problem } from '../../api/problems/problem.ts';
import { useMay } from '../../app/may.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import {
  type PermissionDifference,
  PermissionDifferences,
  PermissionSwitches,
} from '../../ui/permissions/PermissionSwitches.tsx';
import { useUnsaved } from '../../ui/permissions/useUnsaved.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';

type OfKind = PermissionDefaults[number];
type Draft = Readonly<Partial<Record<`${LimitedKind} ${Permission}`, boolean>>>;

/** What users of each kind may do unless something else was set for one of them. */
export function PermissionsPage() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(permissionDefaultsQuery);
  useTitle(t('pages.permissions'));
  return (
    <Stack gap="md">
      <Title order={1}>{t('pages.permissions')}</Title>
      <Text fz={14} c="dimmed" maw={640}>
        {t('permissions.defaultsHelp')}
      </Text>
      {data === undefined && error !== null && <LoadFailure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton h={320} maw={640} radius="md" />}
      {data !== undefined && <Form kinds={data} />}
    </Stack>
  );
}

function Form({ kinds }: { kinds: PermissionDefaults }) {
  const { t, a } = useWords();
  const changeable = useMay('settings.manage');
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({});
  const [asks, setAsks] = useState(false);
  const differences = useDifferences(kinds, draft);
  const dirty = differences.length > 0;
  useUnsaved(dirty);
  const save = async () => {
    const saved = await setPermissionDefaults(deniedIn(kinds, draft), deniedIn(kinds, {})).catch(
      async (problem: unknown) => {
        if (problem instanceof Problem && problem.reason === 'permissions_changed')
          await queries.invalidateQueries(permissionDefaultsQuery);
        throw problem;
      },
    );
    queries.setQueryData(permissionDefaultsQuery.queryKey, saved);
    setDraft({});
    notifications.show({
      message: t('permissions.saved'),
      color: 'green',
      autoClose: 2500,
      closeButtonProps: { 'aria-label': a('actions.close') },
    });
    await queries.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <>
      {!changeable && <Text fz={14}>{t('permissions.closed')}</Text>}
      {kinds.map((of) => (
        <Kind key={of.kind} of={of} draft={draft} disabled={!changeable} onChange={setDraft} />
      ))}
      {changeable && (
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
          text={t('permissions.defaultsText')}
          submit={a('actions.save')}
          ready={dirty}
          action={save}
          onClose={() => setAsks(false)}
        >
          <PermissionDifferences differences={differences} />
        </FormDialog>
      )}
    </>
  );
}

interface KindProps {
  readonly of: OfKind;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onChange: (draft: Draft) => void;
}

function Kind({ of: { kind, users, permissions }, draft, disabled, onChange }: KindProps) {
  const { t } = useWords();
  return (
    <Stack gap="xs" component="section" aria-label={t(`permissions.who.${kind}`)}>
      <Title order={2} fz={18}>
        {t(`permissions.who.${kind}`)}{' '}
        <Text span c="dimmed" fz={14}>
          {t('permissions.users', { count: users })}
        </Text>
      </Title>
      <PermissionSwitches
        disabled={disabled}
        rows={permissions.map(({ permission, group, allowed, exceptions }) => ({
          permission,
          group,
          checked: draft[`${kind} ${permission}`] ?? allowed,
          note: exceptions === 0 ? undefined : t('permissions.exceptions', { count: exceptions }),
        }))}
        onChange={(permission, allowed) => onChange({ ...draft, [`${kind} ${permission}`]: allowed })}
      />
    </Stack>
  );
}

/** What changes, for whom, and of how many. */
function useDifferences(kinds: PermissionDefaults, draft: Draft): readonly PermissionDifference[] {
  const { t } = useWords();
  return kinds.flatMap(({ kind, users, permissions }) =>
    permissions
      .filter(({ permission, allowed }) => (draft[`${kind} ${permission}`] ?? allowed) !== allowed)
      .map(({ permission, allowed, exceptions }) => ({
        permission,
        before: allowed,
        after: !allowed,
        more: `${t(`permissions.who.${kind}`)}: ${t('permissions.touches', { count: Math.max(0, users - exceptions) })}`,
      })),
  );
}

const deniedIn = (kinds: PermissionDefaults, draft: Draft): Partial<Record<LimitedKind, Permission[]>> =>
  Object.fromEntries(
    kinds.map(({ kind, permissions }) => [
      kind,
      permissions
        .filter(({ permission, allowed }) => !(draft[`${kind} ${permission}`] ?? allowed))
        .map(({ permission }) => permission),
    ]),
  );

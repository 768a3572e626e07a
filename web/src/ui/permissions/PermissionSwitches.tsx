import { Badge, Button, Fieldset, Group, Stack, Switch, Text } from '@mantine/core';
import { IconArrowBackUp, IconLock } from '@tabler/icons-react';
import type { Permission, PermissionGroup } from '../../api/permissions.ts';
import { useWords } from '../useWords.ts';

export interface PermissionRow {
  readonly permission: Permission;
  readonly group: PermissionGroup;
  readonly checked: boolean;
  /** Told under it: what the default is, or who stands in the way. */
  readonly note?: string | undefined;
  readonly differs?: boolean;
  /** Why it cannot be changed. */
  readonly locked?: string | undefined;
}

interface Props {
  readonly rows: readonly PermissionRow[];
  readonly disabled?: boolean;
  readonly onChange: (permission: Permission, allowed: boolean) => void;
  /** Absent: there is no default to go back to. */
  readonly onReset?: (permission: Permission) => void;
}

/** Permissions by their groups, with a switch each. */
export function PermissionSwitches({ rows, ...props }: Props) {
  const { t } = useWords();
  const groups = [...new Set(rows.map(({ group }) => group))];
  return (
    <Stack gap="sm" maw={640}>
      {groups.map((group) => (
        <Fieldset key={group} legend={t(`permissions.groups.${group}`)} radius="md" py="xs">
          <Stack gap={10}>
            {rows
              .filter((row) => row.group === group)
              .map((row) => (
                <Row key={row.permission} row={row} {...props} />
              ))}
          </Stack>
        </Fieldset>
      ))}
    </Stack>
  );
}

function Row({ row, disabled = false, onChange, onReset }: Omit<Props, 'rows'> & { row: PermissionRow }) {
  const { t } = useWords();
  const { permission, checked, note, differs = false, locked } = row;
  const name = t(`permissions.names.${permission}`);
  return (
    <Group justify="space-between" gap={8} align="flex-start">
      <Switch
        label={name}
        description={locked ?? note}
        checked={checked}
        disabled={disabled || locked !== undefined}
        {...(locked === undefined ? {} : { thumbIcon: <IconLock size={12} aria-hidden="true" /> })}
        onChange={({ currentTarget }) => onChange(permission, currentTarget.checked)}
      />
      {differs && (
        <Group gap={6}>
          <Badge variant="light" color="accent" c="var(--mantine-color-text)" tt="none">
            {t('permissions.differs')}
          </Badge>
          {onReset !== undefined && !disabled && locked === undefined && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
              aria-label={t('permissions.backOf', { what: name })}
              onClick={() => onReset(permission)}
            >
              {t('permissions.back')}
            </Button>
          )}
        </Group>
      )}
    </Group>
  );
}

export interface PermissionDifference {
  readonly permission: Permission;
  readonly before: boolean;
  readonly after: boolean;
  /** Of whom it is, where several are changed at once, or how many it touches. */
  readonly more?: string;
}

/** What a change does, line by line. */
export function PermissionDifferences({ differences }: { differences: readonly PermissionDifference[] }) {
  const { t } = useWords();
  const word = (allowed: boolean) => t(allowed ? 'permissions.allowed' : 'permissions.denied');
  return (
    <Stack component="ul" gap={6} m={0} pl={18}>
      {differences.map(({ permission, before, after, more }) => (
        <li key={`${more} ${permission}`}>
          <Text fz={14}>
            {t(`permissions.names.${permission}`)}
            {': '}
            <Text span fz="inherit" fw={600}>
              {t('permissions.changeTo', { before: word(before), after: word(after) })}
            </Text>
          </Text>
          {more !== undefined && (
            <Text fz={13} c="dimmed">
              {more}
            </Text>
          )}
        </li>
      ))}
    </Stack>
  );
}

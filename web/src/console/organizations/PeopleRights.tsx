import { Button, Group, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { paths } from '../../app/routes/paths.ts';
import { type Belonging, type Grouping, UserPicker } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame, type ListFrameProps } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

interface Person {
  readonly userId: number;
  readonly login: string;
}

interface PeopleRightsProps<T extends Person, R extends string, C> {
  readonly people: readonly T[];
  readonly frame: Pick<ListFrameProps, 'title' | 'list' | 'emptyTitle' | 'emptyText' | 'onClear'>;
  readonly stale?: boolean;
  readonly rights: readonly { readonly name: R; readonly label: string }[];
  readonly has: (person: T, right: R) => boolean;
  /** Whose rights stand by themselves: they are neither changed nor taken away. */
  readonly fixed?: (person: T) => boolean;
  /** Beside the login. */
  readonly aside?: (person: T) => ReactNode;
  /** Between the rights and the bin. */
  readonly more?: (set: (userId: number, change: C) => void) => readonly Column<T>[];
  readonly words: { readonly add: string; readonly remove: (login: string) => string };
  /** What a person has who was just added. */
  readonly first: C;
  /** Whom the picker offers first, and how the others are added. */
  readonly members?: Grouping & { readonly addOther: string; readonly firstOfOther: C };
  /** Whom it does not offer. */
  readonly except?: (user: Belonging) => boolean;
  readonly search?: ReactNode;
  readonly onSet: (userId: number, change: C | Readonly<Record<R, boolean>>) => Promise<unknown>;
  readonly onRemove: (userId: number) => Promise<unknown>;
  readonly onSettled: () => Promise<unknown>;
}

/** People with a switch for each right that they have on one thing; each change is saved as it is made. */
export function PeopleRights<T extends Person, R extends string, C>(props: PeopleRightsProps<T, R, C>) {
  const { t, a } = useWords();
  const { people, frame, words } = props;
  const [picked, setPicked] = useState<Belonging | null>(null);
  const set = useMutation({
    mutationFn: ({ userId, change }: { userId: number; change: C | Record<R, boolean> }) => props.onSet(userId, change),
    onSuccess: () => setPicked(null),
    onError: (error) => showProblem(a, error),
    onSettled: props.onSettled,
  });
  const remove = useMutation({
    mutationFn: props.onRemove,
    onError: (error) => showProblem(a, error),
    onSettled: props.onSettled,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest of the properties say the same at each drawing
  const columns = useMemo<Column<T>[]>(
    () => [
      {
        id: 'user',
        header: t('member.user'),
        cell: (person) => (
          <Group gap={8}>
            <LinkAnchor to={paths.user} params={{ userId: person.userId }} search={{}} fz="inherit">
              {person.login}
            </LinkAnchor>
            {props.aside?.(person)}
          </Group>
        ),
      },
      ...props.rights.map(({ name, label }) => ({
        id: name,
        header: label,
        cell: (person: T) => (
          <Switch
            aria-label={`${label}: ${person.login}`}
            checked={props.has(person, name)}
            disabled={props.fixed?.(person) ?? false}
            onChange={({ currentTarget }) =>
              set.mutate({
                userId: person.userId,
                change: { [name]: currentTarget.checked } as Record<R, boolean>,
              })
            }
          />
        ),
      })),
      ...(props.more?.((userId, change) => set.mutate({ userId, change })) ?? []),
      {
        id: 'remove',
        header: t('list.remove'),
        cell: (person) =>
          !props.fixed?.(person) && (
            <IconAction small label={words.remove(person.login)} onClick={() => remove.mutate(person.userId)}>
              <IconTrash size={16} stroke={1.6} />
            </IconAction>
          ),
      },
    ],
    [t, set.mutate, remove.mutate],
  );
  const other = picked !== null && props.members?.isFirst(picked) === false ? props.members : undefined;
  return (
    <ListFrame
      inner
      {...frame}
      empty={people.length === 0}
      tools={
        <>
          {props.search}
          <Group gap={8}>
            <UserPicker
              hideLabel
              label={words.add}
              placeholder={t('member.pick')}
              value={picked}
              onChange={setPicked}
              clearable
              {...(props.members === undefined ? {} : { grouping: props.members })}
              {...(props.except === undefined ? {} : { except: props.except })}
            />
            <Button
              variant="default"
              disabled={picked === null}
              loading={set.isPending && picked !== null}
              onClick={() =>
                picked !== null &&
                set.mutate({ userId: picked.id, change: other === undefined ? props.first : other.firstOfOther })
              }
            >
              {other === undefined ? words.add : other.addOther}
            </Button>
          </Group>
        </>
      }
    >
      <DataTable
        label={frame.title}
        columns={columns}
        rows={people}
        rowId={({ userId }) => String(userId)}
        stale={props.stale ?? false}
      />
    </ListFrame>
  );
}

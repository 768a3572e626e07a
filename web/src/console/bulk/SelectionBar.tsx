import { ActionBar, Button, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { BulkResult } from '../../api/types.ts';
import { number } from '../../format/numbers.ts';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import { BulkProgress } from './BulkProgress.tsx';
import type { BulkKind } from './bulkReason.ts';
import { useBulk } from './useBulk.ts';

/** One thing that can be done to many; its dialog asks for what it takes and says to how many. */
export interface BulkAction<V> {
  readonly name: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly danger?: boolean;
  readonly title: string;
  readonly dialog: (props: BulkDialogProps<V>) => ReactNode;
}

export interface BulkDialogProps<V> {
  readonly title: string;
  readonly ids: readonly number[];
  readonly onRun: (verb: V) => void;
  readonly onClose: () => void;
}

interface SelectionBarProps<V extends { readonly action: string }> {
  readonly kind: BulkKind;
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (ids: readonly number[]) => void;
  /** Of the list as it is filtered; 10,001 stands for more than 10,000. */
  readonly total: number | undefined;
  /** On the screen: when all of them are chosen, the rest is offered. */
  readonly shown: ReadonlyMap<number, string>;
  /** Of all that match. */
  readonly readIds: () => Promise<readonly number[]>;
  readonly send: (ids: number[], verb: V) => Promise<BulkResult>;
  readonly actions: readonly BulkAction<V>[];
}

/** What can be done to many rows at once: part by part, with its progress, and how each of them went. */
export function SelectionBar<V extends { readonly action: string }>(props: SelectionBarProps<V>) {
  const { kind, chosen, total, shown, actions } = props;
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<string>();
  const all = useMutation({
    mutationFn: props.readIds,
    onSuccess: props.onChoose,
    onError: (error) => showProblem(a, error),
  });
  const bulk = useBulk((state, left) => {
    void queries.invalidateQueries();
    props.onChoose(left);
    if (left.length > 0 || state.kept.length > 0) return;
    notifications.show({
      message: t(`selection.${kind}.done`, { count: state.tried }),
      color: 'green',
      closeButtonProps: { 'aria-label': a('actions.close') },
    });
    bulk.close();
  });
  const ids = [...chosen];
  const run = (title: string, verb: V) =>
    bulk.start({
      title,
      ids,
      send: (part) => props.send(part, verb),
      titleOf: (id) => shown.get(id) ?? `ID ${id}`,
      action: verb.action,
    });
  const counted = total !== undefined && total <= 10_000;
  const isMore = total !== undefined && ids.length < total && [...shown.keys()].every((id) => chosen.has(id));
  const open = actions.find(({ name }) => name === asking);

  return (
    <>
      <ActionBar
        opened={ids.length > 0 && bulk.state === undefined}
        onClose={() => props.onChoose([])}
        aria-label={t('selection.actions')}
        withBorder
        p={8}
        maw="calc(100vw - 24px)"
        style={{ flexWrap: 'wrap' }}
      >
        <Text fz={14} px={8} className="numbers" role="status">
          {counted && ids.length <= total
            ? t('selection.of', { count: number(ids.length, language), total: number(total, language) })
            : t('selection.some', { count: number(ids.length, language) })}
        </Text>
        {isMore && (
          <Button variant="subtle" size="sm" loading={all.isPending} onClick={() => all.mutate()}>
            {counted ? t('selection.all', { total: number(total, language) }) : t('selection.allUncounted')}
          </Button>
        )}
        {actions.map(({ name, label, icon, danger }) => (
          <Button
            key={name}
            visibleFrom="sm"
            variant="default"
            size="sm"
            {...(danger ? { c: 'var(--mantine-color-error)' } : {})}
            leftSection={icon}
            onClick={() => setAsking(name)}
          >
            {label}
          </Button>
        ))}
        <Menu position="top-end" shadow="md" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button hiddenFrom="sm" variant="default" size="md" leftSection={<IconDots size={18} />}>
              {t('list.actions')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {actions.map(({ name, label, icon, danger }) => (
              <Menu.Item
                key={name}
                mih={44}
                leftSection={icon}
                {...(danger ? { color: 'var(--mantine-color-error)' } : {})}
                onClick={() => setAsking(name)}
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <ActionBar.CloseButton aria-label={t('selection.clear')} />
      </ActionBar>
      {open?.dialog({
        title: open.title,
        ids,
        onRun: (verb) => run(open.title, verb),
        onClose: () => setAsking(undefined),
      })}
      {bulk.state && (
        <BulkProgress
          kind={kind}
          state={bulk.state}
          done={t(`selection.${kind}.done`, { count: bulk.state.tried - bulk.state.failures.length })}
          onStop={bulk.stop}
          onClose={bulk.close}
        />
      )}
    </>
  );
}

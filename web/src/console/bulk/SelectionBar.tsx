import { ActionBar, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBan, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { BulkResult, BulkVerb } from '../../api/types.ts';
import { number } from '../../format/numbers.ts';
import { BlockDialog } from '../../ui/dialogs/BlockDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import type { Picked } from '../../ui/form/pickers.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import { BulkProgress } from './BulkProgress.tsx';
import { useBulk } from './useBulk.ts';

interface SelectionBarProps {
  readonly kind: 'cameras' | 'users';
  readonly picked: readonly Picked[];
  readonly onPick: (items: readonly Picked[]) => void;
  /** Of the list as it is filtered; 10,001 stands for more than 10,000. */
  readonly total: number | undefined;
  /** Rows on the screen: when all of them are chosen, the rest is offered. */
  readonly shown: number;
  readonly readAll: () => Promise<readonly Picked[]>;
  readonly send: (ids: number[], verb: BulkVerb) => Promise<BulkResult>;
  readonly texts: { readonly disable: string; readonly delete: string };
  /** More buttons; `start` runs what they choose. */
  readonly more?: (start: (title: string, send: (ids: number[]) => Promise<BulkResult>) => void) => ReactNode;
}

/** What can be done to many rows at once: one request for many of them, its progress, and how each of them went. */
export function SelectionBar(props: SelectionBarProps) {
  const { kind, picked, total, send } = props;
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'disable' | 'delete'>();
  const all = useMutation({
    mutationFn: props.readAll,
    onSuccess: props.onPick,
    onError: (error) => showProblem(a, error),
  });
  const bulk = useBulk((state, left) => {
    void queries.invalidateQueries({ queryKey: [kind] });
    props.onPick(left);
    if (left.length > 0) return;
    notifications.show({
      message: t(`selection.${kind}.done`, { count: state.tried }),
      color: 'green',
      closeButtonProps: { 'aria-label': a('actions.close') },
    });
    bulk.close();
  });
  const count = picked.length;
  const run = (title: string, work: (ids: number[]) => Promise<BulkResult>) =>
    bulk.start({ title, items: picked, send: work });
  const counted = total !== undefined && total <= 10_000;

  return (
    <>
      <ActionBar
        opened={count > 0 && bulk.state === undefined}
        onClose={() => props.onPick([])}
        aria-label={t('selection.actions')}
        withBorder
        p={8}
        maw="calc(100vw - 24px)"
        style={{ flexWrap: 'wrap' }}
      >
        <Text fz={14} px={8} className="numbers">
          {counted
            ? t('selection.of', { count: number(count, language), total: number(total, language) })
            : t('selection.some', { count: number(count, language) })}
        </Text>
        {counted && count >= props.shown && count < total && (
          <Button variant="subtle" size="sm" loading={all.isPending} onClick={() => all.mutate()}>
            {t('selection.all', { total: number(total, language) })}
          </Button>
        )}
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() =>
            run(t(`selection.${kind}.enableTitle`, { count }), (ids) =>
              send(ids, { action: 'unblock', source: 'administrator' }),
            )
          }
        >
          {t(`selection.${kind}.enable`)}
        </Button>
        <Button variant="default" size="sm" leftSection={<IconBan size={16} />} onClick={() => setDialog('disable')}>
          {t(`selection.${kind}.disable`)}
        </Button>
        {props.more?.(run)}
        <Button
          variant="default"
          size="sm"
          c="var(--mantine-color-error)"
          leftSection={<IconTrash size={16} />}
          onClick={() => setDialog('delete')}
        >
          {a('actions.delete')}
        </Button>
        <ActionBar.CloseButton aria-label={t('selection.clear')} />
      </ActionBar>
      {dialog === 'disable' && (
        <BlockDialog
          title={t(`selection.${kind}.disableTitle`, { count })}
          text={props.texts.disable}
          onBlock={async (reason) =>
            run(t(`selection.${kind}.disableTitle`, { count }), (ids) =>
              send(ids, { action: 'block', source: 'administrator', reason }),
            )
          }
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'delete' && (
        <TypedConfirm
          title={t(`selection.${kind}.deleteTitle`, { count })}
          text={props.texts.delete}
          word={String(count)}
          confirm={a('actions.delete')}
          action={async () =>
            run(t(`selection.${kind}.deleteTitle`, { count }), (ids) => send(ids, { action: 'delete' }))
          }
          onClose={() => setDialog(undefined)}
        />
      )}
      {bulk.state && (
        <BulkProgress
          state={bulk.state}
          done={t(`selection.${kind}.done`, { count: bulk.state.tried - bulk.state.failures.length })}
          onStop={bulk.stop}
          onClose={bulk.close}
        />
      )}
    </>
  );
}

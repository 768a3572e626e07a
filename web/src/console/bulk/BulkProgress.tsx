import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useMe } from '../../app/useMe.ts';
import { number } from '../../format/numbers.ts';
import { blockReason, blockTitle } from '../../ui/status/blockWords.ts';
import { useWords } from '../../ui/useWords.ts';
import { BulkRows } from './BulkRows.tsx';
import { type BulkKind, bulkReason } from './bulkReason.ts';
import type { BulkState } from './runBulk.ts';

interface BulkProgressProps {
  readonly kind: BulkKind;
  readonly state: BulkState;
  readonly done: string;
  readonly onStop: () => void;
  readonly onClose: () => void;
}

/** How far a change of many has come, and at its end which rows it left as they were, and why. */
export function BulkProgress({ kind, state, done, onStop, onClose }: BulkProgressProps) {
  const { t, a, language } = useWords();
  const { job, running, tried, failures, kept } = state;
  const me = useMe();
  const total = job.ids.length;
  const untried = total - tried;
  useEffect(() => {
    if (!running) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [running]);
  return (
    <Modal
      opened
      onClose={running ? onStop : onClose}
      title={job.title}
      withCloseButton={!running}
      closeOnEscape={!running}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack gap="sm">
        <Progress.Root size="lg">
          <Progress.Section
            value={(100 * tried) / total}
            aria-label={t('bulk.progress')}
            color={running || failures.length + untried === 0 ? 'accent' : 'gray'}
          />
        </Progress.Root>
        <Text fz={14} className="numbers" role="status">
          {running
            ? t('bulk.of', { done: number(tried, language), total: number(total, language) })
            : [
                done,
                failures.length > 0 && t('bulk.failed', { count: failures.length }),
                untried > 0 && t('bulk.untried', { count: untried }),
              ]
                .filter(Boolean)
                .join(' · ')}
        </Text>
        {failures.length > 0 && (
          <BulkRows
            kind={kind}
            rows={failures.map(({ id, title, problem }) => ({
              id,
              title,
              text:
                kind === 'users' && id === me.user.id && problem.code === 'forbidden'
                  ? t('bulk.reason.self')
                  : bulkReason(t, a, { kind, action: job.action }, problem),
            }))}
          />
        )}
        {kept.length > 0 && (
          <>
            <Text fz={14}>{t('bulk.kept', { count: kept.length })}</Text>
            <BulkRows
              kind={kind}
              rows={kept.map(({ id, title, blocks }) => ({
                id,
                title,
                text: blocks
                  .map((block) => [blockTitle(a, block), blockReason(block)].filter(Boolean).join(': '))
                  .join('; '),
              }))}
            />
          </>
        )}
        {(running || failures.length + untried > 0) && (
          <Text fz={14} c="dimmed">
            {running ? t('bulk.keepOpen') : t('bulk.left')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={running ? onStop : onClose}>
            {running ? t('bulk.stop') : a('actions.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

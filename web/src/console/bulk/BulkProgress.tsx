import { Button, Group, List, Modal, Progress, ScrollArea, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { number } from '../../format/numbers.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import type { BulkState } from './runBulk.ts';

const SHOWN = 100;

interface BulkProgressProps {
  readonly state: BulkState;
  readonly done: string;
  readonly onStop: () => void;
  readonly onClose: () => void;
}

/** How far a change of many has come, and at its end which rows it left as they were, and why. */
export function BulkProgress({ state, done, onStop, onClose }: BulkProgressProps) {
  const { t, a, language } = useWords();
  const { job, running, tried, failures } = state;
  const total = job.items.length;
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
          <ScrollArea.Autosize mah="40vh" viewportProps={{ tabIndex: 0 }}>
            <List fz={14} spacing={4} listStyleType="none" styles={{ itemWrapper: { display: 'block' } }}>
              {failures.slice(0, SHOWN).map(({ item, problem }) => (
                <List.Item key={item.id}>
                  <b>{item.title}</b>
                  <br />
                  {problemText(a, problem)}
                </List.Item>
              ))}
            </List>
            {failures.length > SHOWN && (
              <Text fz={14} c="dimmed">
                {t('bulk.more', { count: failures.length - SHOWN })}
              </Text>
            )}
          </ScrollArea.Autosize>
        )}
        <Text fz={14} c="dimmed">
          {running ? t('bulk.keepOpen') : t('bulk.left')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={running ? onStop : onClose}>
            {running ? t('bulk.stop') : a('actions.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Alert, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { number } from '../../format/numbers.ts';
import { monthText } from '../../format/time.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import { IssueFailures } from './IssueFailures.tsx';
import { type IssueState, runIssue } from './issueRun.ts';

interface IssueDialogProps {
  /** YYYY-MM */
  readonly month: string;
  /** Organizations to be invoiced. */
  readonly total: number;
  readonly onClose: () => void;
}

/** Issues the invoices of a month: how far it has come, and whom it could not invoice and why. */
export function IssueDialog({ month, total, onClose }: IssueDialogProps) {
  const { t, a, language } = useWords();
  const { state, stop } = useIssue(month);
  const { running, issued, failures, broken } = state;
  const remaining = state.remaining ?? total;
  const done = Math.max(0, total - remaining);
  const words = running
    ? t('bulk.of', { done: number(done, language), total: number(total, language) })
    : [
        t('invoice.issue.issued', { count: issued }),
        failures.length > 0 && t('invoice.issue.failed', { count: failures.length }),
        remaining > 0 && t('invoice.issue.left', { count: remaining }),
      ]
        .filter(Boolean)
        .join(' · ');
  return (
    <Modal
      opened
      onClose={running ? stop : onClose}
      title={t('invoice.issue.title', { month: monthText(month, language) })}
      withCloseButton={!running}
      closeOnEscape={!running}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack gap="sm">
        <Progress.Root size="lg">
          <Progress.Section
            value={(100 * done) / Math.max(1, total)}
            aria-label={t('bulk.progress')}
            color={running || (failures.length === 0 && remaining === 0) ? 'accent' : 'gray'}
          />
        </Progress.Root>
        <Text fz={14} className="numbers" role="status">
          {words}
        </Text>
        {broken !== null && <Alert color="red">{problemText(a, broken)}</Alert>}
        {failures.length > 0 && <IssueFailures failures={failures} />}
        {(running || remaining > 0) && (
          <Text fz={14} c="dimmed">
            {running ? t('bulk.keepOpen') : t('invoice.issue.again')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={running ? stop : onClose}>
            {running ? t('bulk.stop') : a('actions.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const BEGIN: IssueState = { running: true, issued: 0, remaining: undefined, failures: [], broken: null };

/** Begins when the dialog opens, and ends with it. */
function useIssue(month: string) {
  const queries = useQueryClient();
  const [state, setState] = useState(BEGIN);
  const stopped = useRef(false);
  useEffect(() => {
    let gone = false;
    stopped.current = false;
    const tell = (next: IssueState) => {
      if (!gone) setState(next);
    };
    void runIssue(month, tell, () => stopped.current || gone).then(() =>
      queries.invalidateQueries({ queryKey: ['invoices'] }),
    );
    return () => {
      gone = true;
    };
  }, [month, queries]);
  useEffect(() => {
    if (!state.running) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [state.running]);
  return {
    state,
    stop: () => {
      stopped.current = true;
    },
  };
}

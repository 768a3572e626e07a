import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { requisitesQuery } from '../../api/requisites.ts';
import type { InvoicedMonth } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { dayText, monthText } from '../../format/time.ts';
import { LinkButton } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import { CloseMonthDialog } from '../rating/CloseMonthDialog.tsx';
import { IssueDialog } from './IssueDialog.tsx';
import { type MonthStep, monthStep } from './monthStep.ts';

interface NextStepProps {
  /** YYYY-MM */
  readonly month: string;
  readonly state: InvoicedMonth;
}

/** What a month lacks until all its invoices are issued, with the button or the page that brings it on. */
export function NextStep({ month, state }: NextStepProps) {
  const requisites = useQuery(requisitesQuery);
  const [dialog, setDialog] = useState<'close' | { readonly total: number }>();
  const step = monthStep(state, (requisites.data?.missing.length ?? 0) > 0);
  return (
    <>
      <Alert color="blue" variant="light" c="var(--mantine-color-text)" role="status">
        <Group justify="space-between" gap={8}>
          <Words step={step} state={state} />
          <Way
            step={step}
            month={month}
            onClose={() => setDialog('close')}
            onIssue={() => setDialog({ total: state.uninvoiced })}
          />
        </Group>
      </Alert>
      {dialog === 'close' && <CloseMonthDialog month={month} onClose={() => setDialog(undefined)} />}
      {typeof dialog === 'object' && (
        <IssueDialog month={month} total={dialog.total} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}

function Words({ step, state: { unrated, uninvoiced } }: { step: MonthStep; state: InvoicedMonth }) {
  const { t, language } = useWords();
  if (step === 'issue') return t('invoice.next.issue', { count: uninvoiced });
  if (step === 'unrated') return t('invoice.next.unrated', { day: dayText(unrated ?? '', language) });
  return t(`invoice.next.${step}`);
}

interface WayProps {
  readonly step: MonthStep;
  readonly month: string;
  readonly onClose: () => void;
  readonly onIssue: () => void;
}

/** The button or the page of the step; nothing where there is none, or who looks may not take it. */
function Way({ step, month, onClose, onIssue }: WayProps) {
  const { t, language } = useWords();
  const mayRate = useMay('rating.run');
  const mayManage = useMay('invoices.manage');
  if (step === 'unrated')
    return (
      <LinkButton to={paths.rating} size="compact-sm" variant="default">
        {t('invoice.next.toRating')}
      </LinkButton>
    );
  if (step === 'requisites')
    return (
      <LinkButton to={paths.requisites} size="compact-sm">
        {t('invoice.next.toRequisites')}
      </LinkButton>
    );
  if (step === 'close' && mayRate)
    return (
      <Button size="compact-sm" onClick={onClose}>
        {t('rating.close', { month: monthText(month, language) })}
      </Button>
    );
  if (step === 'issue' && mayManage)
    return (
      <Button size="compact-sm" onClick={onIssue}>
        {t('invoice.issueAll')}
      </Button>
    );
  return null;
}

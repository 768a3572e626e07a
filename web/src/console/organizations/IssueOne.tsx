import { Alert, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { invoicedMonthQuery, invoicesQuery, issueInvoice } from '../../api/invoices.ts';
import { requisitesQuery } from '../../api/requisites.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { useMe } from '../../app/useMe.ts';
import { monthText } from '../../format/time.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';

interface IssueOneProps {
  readonly organizationId: number;
  /** YYYY-MM, over. */
  readonly month: string;
}

/** Issues its invoice of one month, or says what comes before that. */
export function IssueOne({ organizationId, month }: IssueOneProps) {
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('invoices.manage');
  const state = useQuery(invoicedMonthQuery(month));
  const requisites = useQuery(requisitesQuery);
  const standing = useStanding(organizationId, month);
  const issue = useMutation({
    mutationFn: () => issueInvoice(organizationId, month),
    onSuccess: ({ items }) => {
      notifications.show({
        message: t('invoice.issuedOne', { number: items.map(({ number }) => number).join(', ') }),
        color: 'green',
        autoClose: 5000,
        closeButtonProps: { 'aria-label': a('actions.close') },
      });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['invoices'] }),
  });
  if (state.data === undefined || requisites.data === undefined || standing === undefined || !mayManage) return null;
  if (standing !== null)
    return (
      <Text fz={14} c="dimmed">
        {t('invoice.standing', { number: standing })}
      </Text>
    );
  if (state.data.closed === null)
    return (
      <Text fz={14} c="dimmed">
        {t('invoice.notClosed')}{' '}
        <LinkAnchor to={paths.invoices} search={{ month }} fz="inherit" underline="always">
          {t('invoice.toMonth')}
        </LinkAnchor>
      </Text>
    );
  if (requisites.data.missing.length > 0)
    return (
      <Text fz={14} c="dimmed">
        {t('invoice.next.requisites')}{' '}
        <LinkAnchor to={paths.requisites} fz="inherit" underline="always">
          {t('invoice.next.toRequisites')}
        </LinkAnchor>
      </Text>
    );
  return (
    <>
      <Button loading={issue.isPending} onClick={() => issue.mutate()}>
        {t('invoice.issueOne', { month: monthText(month, language) })}
      </Button>
      {issue.isError && (
        <Alert color="red" role="alert" w="100%">
          {problemText(a, issue.error)}
        </Alert>
      )}
    </>
  );
}

/** The number of its invoice of the month that is not void; null: there is none; undefined: not known yet. */
function useStanding(organizationId: number, month: string): string | null | undefined {
  const { domain } = useMe();
  const list = useInfiniteQuery(invoicesQuery({ organizationId, month }));
  if (list.data === undefined) return undefined;
  const all = list.data.pages.flatMap(({ items }) => items);
  return all.find(({ status, total }) => status !== 'void' && total.currency === domain.currency)?.number ?? null;
}

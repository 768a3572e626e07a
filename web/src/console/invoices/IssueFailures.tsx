import { List, ScrollArea, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { organizationQuery } from '../../api/organizations.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import type { IssueFailure } from './issueRun.ts';

const SHOWN = 100;

/** Whom it could not invoice, each with the reason and the way to its card, beside this page. */
export function IssueFailures({ failures }: { failures: readonly IssueFailure[] }) {
  const { t, a } = useWords();
  return (
    <ScrollArea.Autosize mah="30vh" viewportProps={{ tabIndex: 0 }}>
      <List fz={14} spacing={4} listStyleType="none" styles={{ itemWrapper: { display: 'block' } }}>
        {failures.slice(0, SHOWN).map(({ organizationId, problem }) => (
          <List.Item key={organizationId}>
            <Whose id={organizationId} />
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
  );
}

function Whose({ id }: { id: number }) {
  const { t } = useWords();
  const { data, isError } = useQuery({ ...organizationQuery(id), retry: false });
  if (isError) return <strong>{t('money.deleted', { id })}</strong>;
  return (
    <LinkAnchor
      to={paths.organization}
      params={{ organizationId: id }}
      search={{ tab: 'invoices' }}
      target="_blank"
      fz={14}
      fw={600}
      underline="always"
    >
      {data?.title ?? `ID ${id}`}
    </LinkAnchor>
  );
}

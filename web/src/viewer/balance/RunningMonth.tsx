import { Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RunningInvoice, runningDocument, runningInvoiceQuery } from '../../api/ownInvoices.ts';
import { money } from '../../format/money.ts';
import { dayText, monthText } from '../../format/time.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useWords } from '../../ui/useWords.ts';
import { Download } from './InvoiceDocuments.tsx';

/** What the running month comes to so far, plan by plan. */
export function RunningMonth({ organizationId }: { organizationId: number }) {
  const { t, language } = useWords();
  const running = useQuery(runningInvoiceQuery(organizationId));
  if (running.isError) return <LoadFailure error={running.error} onRetry={() => void running.refetch()} />;
  if (running.data === undefined) return <Skeleton height={96} />;
  const { from, total, lines } = running.data;
  return (
    <Paper withBorder p={16}>
      <Stack gap={8}>
        <Group justify="space-between" gap={8}>
          <Text fw={600}>{t('ownInvoice.running', { month: monthText(from.slice(0, 7), language) })}</Text>
          <Text fw={600} className="numbers">
            {money(total, language)}
          </Text>
        </Group>
        {lines.map((line) => (
          <Line key={`${line.title} ${line.from} ${line.taxRate}`} line={line} currency={total.currency} />
        ))}
        <Text fz={14} c="dimmed">
          {t(lines.length === 0 ? 'ownInvoice.nothingYet' : 'ownInvoice.runningMore')}
        </Text>
        {lines.length > 0 && (
          <div>
            <Download
              href={runningDocument(organizationId)}
              label={t('ownInvoice.preview')}
              whole={`${t('ownInvoice.preview')}, PDF`}
            />
          </div>
        )}
      </Stack>
    </Paper>
  );
}

function Line({ line, currency }: { line: RunningInvoice['lines'][number]; currency: string }) {
  const { t, language } = useWords();
  const { title, from, to, cameraDays, amount } = line;
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" gap={8}>
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {title}
        <Text fz={13} c="dimmed">
          {dayText(from, language)} – {dayText(to, language)} · {t('ownInvoice.cameraDays', { count: cameraDays })}
        </Text>
      </div>
      <Text className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {money({ amount, currency }, language)}
      </Text>
    </Group>
  );
}

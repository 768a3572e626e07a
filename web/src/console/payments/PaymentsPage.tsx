import { Button, Group, Stack, Title } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BankPayments } from './BankPayments.tsx';
import { Conflicts } from './Conflicts.tsx';
import { Gateways } from './Gateways.tsx';
import { StatementDialog } from './StatementDialog.tsx';
import { Statements } from './Statements.tsx';

/** How payments come in: by the bank's statements and by payment providers that call. */
export function PaymentsPage() {
  const { t } = useWords();
  const { tab = 'unmatched' } = useSearch({ from: inConsole(paths.payments) });
  const navigate = useNavigate();
  const mayUpload = useMay('bank-statements.manage');
  const [uploading, setUploading] = useState(false);
  useTitle(t('pages.payments'));
  return (
    <Stack gap="md">
      <Group justify="space-between" mih={36} gap={8}>
        <Title order={1}>{t('pages.payments')}</Title>
        {mayUpload && (
          <Button leftSection={<IconFileUpload size={18} />} onClick={() => setUploading(true)}>
            {t('payments.upload')}
          </Button>
        )}
      </Group>
      <CardTabs
        value={tab}
        onChange={(next) =>
          void navigate({ to: paths.payments, search: { tab: next === 'unmatched' ? undefined : next }, replace: true })
        }
        tabs={[
          {
            value: 'unmatched',
            label: t('payments.tabs.unmatched'),
            content: () => <BankPayments status="unmatched" />,
          },
          { value: 'matched', label: t('payments.tabs.matched'), content: () => <BankPayments status="matched" /> },
          { value: 'ignored', label: t('payments.tabs.ignored'), content: () => <BankPayments status="ignored" /> },
          { value: 'statements', label: t('payments.tabs.statements'), content: () => <Statements /> },
          { value: 'gateways', label: t('payments.tabs.gateways'), content: () => <Gateways /> },
          { value: 'conflicts', label: t('payments.tabs.conflicts'), content: () => <Conflicts /> },
        ]}
      />
      {uploading && <StatementDialog onClose={() => setUploading(false)} />}
    </Stack>
  );
}

import { EmptyState, Select, Stack, Title } from '@mantine/core';
import { IconWallet } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { BalanceSums } from '../../ui/ledger/BalanceSums.tsx';
import { Statement } from '../../ui/ledger/Statement.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { OwnInvoices } from './OwnInvoices.tsx';
import { useOwnBalances } from './useBalances.ts';

/** What is on the balance of one's contract, and how it came there. */
export function BalancePage() {
  const { t, a } = useWords();
  const { organizationId, ...filter } = useSearch({ from: inViewer(paths.balance) });
  const navigate = useNavigate();
  const organizations = useOwnBalances();
  useTitle(a('nav.balance'));
  const chosen = organizations.find(({ id }) => id === organizationId) ?? organizations[0];
  const go = (search: object) => void navigate({ to: paths.balance, search, replace: true });
  return (
    <Stack maw={960} mx="auto">
      <Title order={1}>{a('nav.balance')}</Title>
      {chosen === undefined ? (
        <EmptyState
          py={56}
          icon={<IconWallet size={40} stroke={1.5} />}
          title={t('balance.noneOwn')}
          description={t('balance.noneOwnMore')}
        />
      ) : (
        <>
          {organizations.length > 1 && (
            <Select
              label={t('camera.organization')}
              allowDeselect={false}
              value={String(chosen.id)}
              data={organizations.map(({ id, title }) => ({ value: String(id), label: title }))}
              onChange={(id) => go({ organizationId: Number(id) })}
            />
          )}
          <BalanceSums key={chosen.id} organizationId={chosen.id} />
          <OwnInvoices organizationId={chosen.id} />
          <Title order={2} fz={18}>
            {t('balance.statement')}
          </Title>
          <Statement organizationId={chosen.id} filter={filter} onFilter={(next) => go({ organizationId, ...next })} />
        </>
      )}
    </Stack>
  );
}

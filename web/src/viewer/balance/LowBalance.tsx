import { Stack } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { balanceQuery } from '../../api/ledger.ts';
import type { Balance } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { BalanceState } from '../../ui/ledger/BalanceState.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { type Organization, useOwnBalances } from './useBalances.ts';

/** Over the cameras: until when the balance lasts, or what to pay for the picture to come back. */
export function LowBalance() {
  const { t } = useTranslation();
  const several = useOwnBalances().length > 1;
  const low = useLowBalances();
  return low.map(({ organization, balance }) => (
    <Stack key={organization.id} gap={8} mb={12} align="stretch">
      <BalanceState balance={balance} title={several ? organization.title : undefined} />
      <div>
        <LinkButton to={paths.balance} search={{ organizationId: organization.id }} variant="default" h={44}>
          {t('balance.open')}
        </LinkButton>
      </div>
    </Stack>
  ));
}

/** Those of them that run low or are used up. */
function useLowBalances(): readonly { readonly organization: Organization; readonly balance: Balance }[] {
  const organizations = useOwnBalances();
  const answers = useQueries({ queries: organizations.map(({ id }) => ({ ...balanceQuery(id), retry: false })) });
  return organizations.flatMap((organization, i) => {
    const balance = answers[i]?.data;
    return balance && (balance.low || balance.blockedForBalance) ? [{ organization, balance }] : [];
  });
}

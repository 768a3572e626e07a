import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/routes/paths.ts';
import { BalanceState } from '../../ui/ledger/BalanceState.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { useLowBalances, useOwnBalances } from './useBalances.ts';

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

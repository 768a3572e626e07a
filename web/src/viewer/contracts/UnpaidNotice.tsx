import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/routes/paths.ts';
import { sum } from '../../format/money.ts';
import { LinkButton } from '../../ui/links.tsx';
import { useUnpaid } from './useUnpaid.ts';

/** Over the cameras of an unpaid contract: why they are shut, and where it says what to pay. */
export function UnpaidNotice() {
  const { t, i18n } = useTranslation();
  const unpaid = useUnpaid();
  const [first] = unpaid;
  if (first === undefined) return null;
  const owed = unpaid.length === 1 ? (first.payment ?? 0) : 0;
  return (
    <Alert
      color="red"
      variant="light"
      mb={12}
      role="status"
      icon={<IconAlertTriangle />}
      title={t('contract.camerasUnpaid')}
    >
      {owed > 0 && `${t('contract.owed', { sum: sum(owed, first.currency, i18n.language) })}. `}
      {t('contract.camerasUnpaidMore')}
      <div>
        <LinkButton to={paths.contracts} variant="default" h={44} mt={8}>
          {t('contract.toContract')}
        </LinkButton>
      </div>
    </Alert>
  );
}

import { Alert, DataList, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { sum } from '../../format/money.ts';
import { ContractServices } from './ContractServices.tsx';
import { ContractState } from './ContractState.tsx';
import styles from './ContractsPage.module.css';

/** One contract: whether it is paid, what is owed, what it holds. */
export function ContractCard({ contract }: { contract: Contract }) {
  const { t, i18n } = useTranslation();
  const { login, address, state, currency } = contract;
  const payment = contract.payment ?? 0;
  const say = (value: number) => sum(value, currency, i18n.language);
  const title = t('contract.one', { login });
  return (
    <article className={styles.card} aria-label={title} data-state={state}>
      <div className={styles.head}>
        <div className={styles.names}>
          <Title order={2}>{title}</Title>
          {address !== '' && (
            <Text fz={14} c="dimmed">
              {address}
            </Text>
          )}
        </div>
        <ContractState state={state} />
      </div>
      {state === 'unpaid' && (
        <Alert
          color="red"
          variant="light"
          icon={<IconAlertTriangle />}
          title={payment > 0 ? t('contract.owed', { sum: say(payment) }) : t('contract.closedTitle')}
        >
          {payment > 0 && <Text fw={600}>{t('contract.closedTitle')}</Text>}
          {t('contract.closedMore')}
        </Alert>
      )}
      {state === 'off' && (
        <Alert color="gray" variant="light" c="var(--mantine-color-text)" title={t('contract.offTitle')}>
          {t('contract.offMore')}
        </Alert>
      )}
      {state === null && <Text c="dimmed">{t('contract.unknownMore')}</Text>}
      {contract.balance === null ? (
        <Text fz={14} c="dimmed">
          {t('contract.pricesByPhone')}
        </Text>
      ) : (
        <Money contract={contract} balance={contract.balance} />
      )}
      {contract.services !== null && <ContractServices services={contract.services} currency={currency} />}
    </article>
  );
}

function Money({ contract: { currency, payment, state }, balance }: { contract: Contract; balance: number }) {
  const { t, i18n } = useTranslation();
  const say = (value: number) => sum(value, currency, i18n.language);
  return (
    <DataList labelWidth="180px" className="numbers">
      <DataList.Item>
        <DataList.ItemLabel>{t('contract.balance')}</DataList.ItemLabel>
        <DataList.ItemValue c={balance < 0 ? 'var(--mantine-color-error)' : 'var(--mantine-color-text)'}>
          {say(balance)}
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>
          {state === 'unpaid' ? t('contract.payment') : t('contract.paymentAdvised')}
        </DataList.ItemLabel>
        <DataList.ItemValue>{payment ? say(payment) : t('contract.nothingDue')}</DataList.ItemValue>
      </DataList.Item>
    </DataList>
  );
}

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { sum } from '../../format/money.ts';
import { shortDate } from '../../format/time.ts';
import styles from './ContractsPage.module.css';

type Services = NonNullable<Contract['services']>;
const SERVICES = ['cameras', 'internet', 'tv', 'phone'] as const;

/** What is ordered, what prolonging it costs, and until when it is paid. */
export function ContractServices({ services, currency }: { services: Services; currency: string }) {
  const { t, i18n } = useTranslation();
  const rows = SERVICES.map((service) => ({ ...services[service], service })).filter(
    ({ price, until }) => price > 0 || until !== null,
  );
  if (rows.length === 0) return <Text c="dimmed">{t('contract.noServices')}</Text>;
  return (
    <table className={styles.services}>
      <thead>
        <tr>
          <th scope="col">{t('contract.service')}</th>
          <th scope="col">{t('contract.price')}</th>
          <th scope="col">{t('contract.until')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ service, price, until }) => (
          <tr key={service}>
            <th scope="row">{(service === 'cameras' && services.cameras.name) || t(`contract.names.${service}`)}</th>
            <td>{sum(price, currency, i18n.language)}</td>
            {/* A day of the billing's own calendar: the same everywhere. */}
            <td>{until === null ? '–' : shortDate(Date.parse(until) / 1000, 'UTC', i18n.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

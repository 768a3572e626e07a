import { Anchor, Group, Select, Switch, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type BillingFilter, billingEventsFile, billingSourcesQuery, OUTCOMES } from '../../api/billingEvents.ts';
import { useZone } from '../../app/useMe.ts';
import { dayOf, startOf } from '../../format/days.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { useWords } from '../../ui/useWords.ts';
import { actorWords, wayWords } from '../auditWords.ts';
import { OrganizationFilter } from '../OrganizationFilter.tsx';
import { UserFilter } from '../UserFilter.tsx';
import { typeWords } from './billingWords.ts';

interface BillingEventToolsProps {
  readonly filter: BillingFilter;
  readonly live: boolean;
  readonly onChange: (change: BillingFilter) => void;
  readonly onLive: (live: boolean) => void;
}

/** Search, filters, the table as a file, and the switch that brings new events in. */
export function BillingEventTools({ filter, live, onChange, onLive }: BillingEventToolsProps) {
  const { t } = useWords();
  const zone = useZone();
  const { data: sources } = useQuery(billingSourcesQuery);
  const day = (value: string, days: number) => (value === '' ? undefined : startOf(value, zone, days));
  return (
    <>
      <SearchField label={t('billing.search')} value={filter.search} onChange={(search) => onChange({ search })} />
      <Choice
        label={t('billing.type')}
        any={t('billing.anyType')}
        value={filter.type}
        data={(sources?.types ?? []).map((value) => ({ value, label: typeWords(t, value) }))}
        onChange={(type) => onChange({ type })}
      />
      <Choice
        label={t('billing.outcome')}
        any={t('billing.anyOutcome')}
        value={filter.outcome}
        data={OUTCOMES.map((value) => ({ value, label: t(`billing.outcomes.${value}`) }))}
        onChange={(value) => onChange({ outcome: OUTCOMES.find((one) => one === value) })}
      />
      <Choice
        label={t('billing.client')}
        any={t('billing.anyClient')}
        value={filter.client}
        data={(sources?.clients ?? []).map(({ id, name }) => ({ value: id, label: actorWords(t, name) }))}
        onChange={(client) => onChange({ client })}
      />
      <Choice
        label={t('billing.dialect')}
        any={t('billing.anyDialect')}
        value={filter.dialect}
        data={(sources?.dialects ?? []).map((value) => ({ value, label: wayWords(t, value) }))}
        onChange={(dialect) => onChange({ dialect })}
      />
      <UserFilter userId={filter.userId} onChange={(userId) => onChange({ userId })} />
      <OrganizationFilter
        organizationId={filter.organizationId}
        onChange={(organizationId) => onChange({ organizationId })}
      />
      <TextInput
        type="date"
        aria-label={t('billing.from')}
        title={t('billing.from')}
        value={dayOf(filter.from, zone, 0)}
        onChange={(event) => onChange({ from: day(event.currentTarget.value, 0) })}
      />
      <TextInput
        type="date"
        aria-label={t('billing.to')}
        title={t('billing.to')}
        value={dayOf(filter.to, zone, -1)}
        onChange={(event) => onChange({ to: day(event.currentTarget.value, 1) })}
      />
      <Switch label={t('billing.live')} checked={live} onChange={(event) => onLive(event.currentTarget.checked)} />
      <Anchor href={billingEventsFile(filter)} download fz={14} py={8}>
        <Group gap={4}>
          <IconDownload size={16} stroke={1.6} />
          {t('billing.download')}
        </Group>
      </Anchor>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | undefined) => void;
}

/** A filter of an address may name what the choices have not, or not yet. */
function Choice({ label, any, value, data, onChange }: ChoiceProps) {
  const { t } = useWords();
  const known = value === undefined || data.some((one) => one.value === value);
  return (
    <Select
      w={190}
      clearable
      searchable={data.length > 10}
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      aria-label={label}
      placeholder={any}
      value={value ?? null}
      data={known ? [...data] : [{ value, label: value }, ...data]}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

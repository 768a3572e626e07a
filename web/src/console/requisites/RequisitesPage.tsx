import { Alert, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { requisitesQuery, setRequisites } from '../../api/requisites.ts';
import type { Requisites } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { useMe } from '../../app/useMe.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { TextField } from '../../ui/form/fields.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BankFields } from './BankFields.tsx';
import { DocumentFields } from './DocumentFields.tsx';
import { PartyFields } from './PartyFields.tsx';
import { type RequisitesValues, requisitesBody, requisitesValues } from './requisitesForm.ts';
import { TaxRates } from './TaxRates.tsx';

/** What invoices say of the provider, how they are made, and which tax is within the prices. */
export function RequisitesPage() {
  const { t } = useWords();
  const requisites = useQuery(requisitesQuery);
  useTitle(t('pages.requisites'));
  return (
    <Stack gap={32}>
      <Title order={1}>{t('pages.requisites')}</Title>
      {requisites.isError && requisites.data === undefined && (
        <LoadFailure error={requisites.error} onRetry={() => void requisites.refetch()} />
      )}
      {requisites.isPending && <Skeleton height={480} maw={640} aria-busy="true" />}
      {requisites.data !== undefined && (
        <>
          <Missing fields={requisites.data.missing} />
          <RequisitesForm requisites={requisites.data} />
        </>
      )}
      <TaxRates planId={null} />
    </Stack>
  );
}

const NEEDED = ['name', 'taxId', 'address', 'bank'] as const;

/** Without which fields nothing is issued. */
function Missing({ fields }: { fields: readonly string[] }) {
  const { t } = useWords();
  if (fields.length === 0) return null;
  const names = NEEDED.filter((field) => fields.includes(field)).map((field) => t(`requisites.needed.${field}`));
  return (
    <Alert color="blue" variant="light" c="var(--mantine-color-text)" role="status" maw={640}>
      {t('requisites.missing', { fields: names.join(', ') })}
    </Alert>
  );
}

function RequisitesForm({ requisites }: { requisites: Requisites }) {
  const { t } = useWords();
  const { currency } = useMe().domain;
  const mayManage = useMay('invoices.manage');
  const [before, setBefore] = useState(() => requisitesValues(requisites, currency));
  const form = useForm<RequisitesValues>({ defaultValues: before });
  const { control } = form;
  const kind = useWatch({ control, name: 'bank.kind' });
  const saving = useSaving(form, {
    save: (values) => setRequisites(requisitesBody(values)),
    refresh: ['requisites', 'invoices'],
    onSaved: (saved) => {
      setBefore(requisitesValues(saved, currency));
      form.reset(requisitesValues(saved, currency));
    },
    names: { bank: 'bank.kind', signatory: 'signatory.name' },
  });
  return (
    <FormFrame {...saving} may={mayManage} onReset={() => form.reset(before)}>
      <PartyFields
        control={control}
        russian={kind === 'russian' || (kind === 'none' && currency === 'RUB')}
        nameHelp={t('requisites.nameHelp')}
      />
      <BankFields form={form} />
      <Title order={2} mt={8}>
        {t('requisites.signatory')}
      </Title>
      <Text fz={14} c="dimmed">
        {t('requisites.signatoryHelp')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField control={control} name="signatory.position" label={t('requisites.position')} maxLength={500} />
        <TextField control={control} name="signatory.name" label={t('requisites.signatoryName')} maxLength={500} />
      </SimpleGrid>
      <DocumentFields form={form} />
    </FormFrame>
  );
}

import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { organizationRequisitesQuery, requisitesQuery, setOrganizationRequisites } from '../../api/requisites.ts';
import type { OrganizationRequisites } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { useMe } from '../../app/useMe.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useWords } from '../../ui/useWords.ts';
import { PartyFields } from '../requisites/PartyFields.tsx';
import { type PartyValues, partyBody } from '../requisites/partyForm.ts';

/** What invoices say of whom they are for. */
export function PayerRequisites({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const own = useQuery(organizationRequisitesQuery(organizationId));
  return (
    <Stack gap={12} maw={640}>
      <Title order={2}>{t('requisites.payer')}</Title>
      <Text fz={14} c="dimmed">
        {t('requisites.payerHelp')}
      </Text>
      {own.isError && own.data === undefined && <LoadFailure error={own.error} onRetry={() => void own.refetch()} />}
      {own.isPending && <Skeleton height={240} aria-busy="true" />}
      {own.data !== undefined && <PayerForm organizationId={organizationId} requisites={own.data} />}
    </Stack>
  );
}

interface PayerFormProps {
  readonly organizationId: number;
  readonly requisites: OrganizationRequisites;
}

function PayerForm({ organizationId, requisites }: PayerFormProps) {
  const { t } = useWords();
  const { currency } = useMe().domain;
  const bank = useQuery(requisitesQuery).data?.bank?.kind;
  const mayManage = useMay('invoices.manage');
  const [before, setBefore] = useState<PartyValues>(requisites);
  const form = useForm<PartyValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => setOrganizationRequisites(organizationId, partyBody(values)),
    refresh: ['requisites', 'invoices'],
    onSaved: (saved) => {
      setBefore(saved);
      form.reset(saved);
    },
  });
  return (
    <FormFrame {...saving} may={mayManage} onReset={() => form.reset(before)}>
      <PartyFields
        control={form.control}
        russian={bank === undefined ? currency === 'RUB' : bank === 'russian'}
        nameHelp={t('requisites.payerNameHelp')}
      />
    </FormFrame>
  );
}

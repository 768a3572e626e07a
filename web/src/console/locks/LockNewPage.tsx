import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { createLock } from '../../api/locks.ts';
import { organizationQuery } from '../../api/organizations.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { LockFields } from './LockFields.tsx';
import { EMPTY_LOCK, type LockValues, lockChange } from './lockForm.ts';

export function LockNewPage() {
  const { t } = useWords();
  const { organizationId } = useSearch({ from: inConsole(paths.lockNew) });
  const navigate = useNavigate();
  const organization = useQuery({
    ...organizationQuery(organizationId ?? 0),
    enabled: organizationId !== undefined,
  }).data;
  const form = useForm<LockValues>({ defaultValues: EMPTY_LOCK });
  useTitle(t('lock.add'));
  useEffect(() => {
    if (organization !== undefined)
      form.resetField('organization', { defaultValue: { id: organization.id, title: organization.title } });
  }, [organization, form]);
  const saving = useSaving(form, {
    save: (values) => createLock(lockChange(EMPTY_LOCK, values)),
    refresh: ['locks'],
    onSaved: ({ id }) => void navigate({ to: paths.lock, params: { lockId: id }, search: {}, ignoreBlocker: true }),
  });
  return (
    <>
      <BackLink to={paths.locks} label={t('pages.locks')} />
      <Title order={1} mb="md">
        {t('lock.add')}
      </Title>
      <FormFrame {...saving} save={t('lock.create')}>
        <LockFields form={form} />
      </FormFrame>
    </>
  );
}

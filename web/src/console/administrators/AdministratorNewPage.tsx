import { Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { createAdministrator } from '../../api/administrators.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { AdministratorFields } from './AdministratorFields.tsx';
import { type AdministratorValues, administratorBody, EMPTY_ADMINISTRATOR } from './administratorForm.ts';

export function AdministratorNewPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const form = useForm<AdministratorValues>({ defaultValues: EMPTY_ADMINISTRATOR });
  useTitle(t('administrator.add'));
  const saving = useSaving(form, {
    save: (values) =>
      createAdministrator({ ...administratorBody(values), login: values.login.trim(), password: values.password }),
    refresh: ['administrators'],
    onSaved: () => void navigate({ to: paths.administrators, ignoreBlocker: true }),
  });
  return (
    <>
      <BackLink to={paths.administrators} label={t('pages.administrators')} />
      <Title order={1} mb="md">
        {t('administrator.add')}
      </Title>
      <FormFrame {...saving} save={t('administrator.create')}>
        <AdministratorFields form={form} fresh />
      </FormFrame>
    </>
  );
}

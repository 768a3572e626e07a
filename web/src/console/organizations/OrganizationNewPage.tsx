import { Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { createOrganization } from '../../api/organizations.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { OrganizationFields } from './OrganizationFields.tsx';
import {
  EMPTY_ORGANIZATION,
  ORGANIZATION_NAMES,
  type OrganizationValues,
  organizationChange,
} from './organizationForm.ts';

export function OrganizationNewPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const form = useForm<OrganizationValues>({ defaultValues: EMPTY_ORGANIZATION });
  useTitle(t('organization.add'));
  const saving = useSaving(form, {
    save: (values) =>
      createOrganization({ ...organizationChange(EMPTY_ORGANIZATION, values), title: values.title.trim() }),
    refresh: ['organizations', 'overview'],
    names: ORGANIZATION_NAMES,
    onSaved: ({ id }) =>
      void navigate({ to: paths.organization, params: { organizationId: id }, search: {}, ignoreBlocker: true }),
  });
  return (
    <>
      <BackLink to={paths.organizations} label={t('pages.organizations')} />
      <Title order={1} mb="md">
        {t('organization.add')}
      </Title>
      <FormFrame {...saving} save={t('organization.create')}>
        <OrganizationFields form={form} fresh />
      </FormFrame>
    </>
  );
}

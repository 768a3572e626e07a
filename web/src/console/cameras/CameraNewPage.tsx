import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { createCamera } from '../../api/cameras.ts';
import { organizationQuery } from '../../api/organizations.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { CameraFields } from './CameraFields.tsx';
import { type CameraValues, cameraChange, EMPTY_CAMERA } from './cameraForm.ts';

export function CameraNewPage() {
  const { t } = useWords();
  const { organizationId } = useSearch({ from: inConsole(paths.consoleCameraNew) });
  const navigate = useNavigate();
  const organization = useQuery({
    ...organizationQuery(organizationId ?? 0),
    enabled: organizationId !== undefined,
  }).data;
  const form = useForm<CameraValues>({ defaultValues: EMPTY_CAMERA });
  useTitle(t('camera.add'));
  useEffect(() => {
    if (organization !== undefined)
      form.resetField('organization', { defaultValue: { id: organization.id, title: organization.title } });
  }, [organization, form]);

  const saving = useSaving(form, {
    save: (values) => {
      const change = cameraChange(EMPTY_CAMERA, values);
      return createCamera(values.name.trim() === '' ? change : { ...change, name: values.name.trim() });
    },
    refresh: ['cameras', 'overview'],
    onSaved: (camera) =>
      void navigate({ to: paths.consoleCamera, params: { cameraId: camera.id }, search: {}, ignoreBlocker: true }),
  });
  return (
    <>
      <BackLink to={paths.consoleCameras} label={t('pages.cameras')} />
      <Title order={1} mb="md">
        {t('camera.add')}
      </Title>
      <FormFrame {...saving} save={t('camera.create')}>
        <CameraFields form={form} fresh />
      </FormFrame>
    </>
  );
}

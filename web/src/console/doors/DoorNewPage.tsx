import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { cameraQuery } from '../../api/cameras.ts';
import { createDoor } from '../../api/doorSetups.ts';
import { lockQuery } from '../../api/locks.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { cameraTitle } from '../cameras/cameraTitle.ts';
import { lockTitle } from '../locks/lockTitle.ts';
import { DoorFields } from './DoorFields.tsx';
import { type DoorValues, doorChange, EMPTY_DOOR } from './doorForm.ts';

export function DoorNewPage() {
  const { t } = useWords();
  const { lockId, cameraId } = useSearch({ from: inConsole(paths.consoleDoorNew) });
  const navigate = useNavigate();
  const lock = useQuery({ ...lockQuery(lockId ?? 0), enabled: lockId !== undefined }).data;
  const camera = useQuery({ ...cameraQuery(cameraId ?? 0), enabled: cameraId !== undefined }).data;
  const form = useForm<DoorValues>({ defaultValues: EMPTY_DOOR });
  useTitle(t('door.add'));
  useEffect(() => {
    if (lock !== undefined) form.resetField('lock', { defaultValue: { id: lock.id, title: lockTitle(lock) } });
  }, [lock, form]);
  const cameraName = camera && cameraTitle(camera);
  useEffect(() => {
    if (cameraId !== undefined && cameraName !== undefined)
      form.resetField('camera', { defaultValue: { id: cameraId, title: cameraName } });
  }, [cameraId, cameraName, form]);
  const saving = useSaving(form, {
    save: (values) => createDoor({ ...doorChange(EMPTY_DOOR, values), lockId: values.lock?.id ?? 0 }),
    refresh: ['doors'],
    onSaved: ({ id }) =>
      void navigate({ to: paths.consoleDoor, params: { doorId: id }, search: {}, ignoreBlocker: true }),
  });
  return (
    <>
      <BackLink to={paths.consoleDoors} label={t('pages.doors')} />
      <Title order={1} mb="md">
        {t('door.add')}
      </Title>
      <FormFrame {...saving} save={t('door.create')}>
        <DoorFields form={form} />
      </FormFrame>
    </>
  );
}

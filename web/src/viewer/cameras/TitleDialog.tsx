import { Button, Group, Stack, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeCamera } from '../../api/cameras.ts';
import type { Camera } from '../../api/types.ts';
import { problemText } from '../../ui/problemText.ts';

export function openTitleDialog(camera: Camera, t: TFunction<'app'>): void {
  const modalId = 'camera-title';
  modals.open({
    modalId,
    title: t('viewer.rename'),
    closeButtonProps: { 'aria-label': t('actions.close') },
    children: <TitleForm camera={camera} onDone={() => modals.close(modalId)} />,
  });
}

function TitleForm({ camera, onDone }: { camera: Camera; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [title, setTitle] = useState(camera.title);
  const save = useMutation({
    mutationFn: () => changeCamera(camera.id, { title: title.trim() }),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ['cameras'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('viewer.cameraTitle')}
          size="md"
          maxLength={255}
          required
          withAsterisk={false}
          data-autofocus
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={save.isError ? problemText(t, save.error) : undefined}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('actions.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('actions.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

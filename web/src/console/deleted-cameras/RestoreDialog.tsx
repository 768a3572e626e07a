import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { type DeletedCameraCard, deletedCameraQuery, type Restored, restoreCamera } from '../../api/deletedCameras.ts';
import { Problem } from '../../api/problems/problem.ts';
import { TextField } from '../../ui/form/fields.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import { deletedTitle } from './deletedColumns.tsx';
import { RestorePlace } from './RestorePlace.tsx';
import { goneOf, type RestoreValues, restoreBody, restoreValues } from './restoreForm.ts';

interface RestoreDialogProps {
  readonly id: number;
  readonly onRestored: (restored: Restored) => void;
  readonly onClose: () => void;
}

/** Brings one camera back: where it stands and what it is called may be chosen anew. */
export function RestoreDialog({ id, onRestored, onClose }: RestoreDialogProps) {
  const { t, a } = useWords();
  const card = useQuery({ ...deletedCameraQuery(id), staleTime: 0 });
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('deletedCamera.restoreTitle', { title: card.data ? deletedTitle(card.data) : `ID ${id}` })}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      {card.isPending && (
        <Stack aria-busy="true">
          <Skeleton height={36} />
          <Skeleton height={36} />
          <Skeleton height={36} />
        </Stack>
      )}
      {card.isError && <LoadFailure error={card.error} onRetry={() => void card.refetch()} />}
      {card.data && <RestoreForm card={card.data} onRestored={onRestored} onClose={onClose} />}
    </Modal>
  );
}

interface RestoreFormProps {
  readonly card: DeletedCameraCard;
  readonly onRestored: (restored: Restored) => void;
  readonly onClose: () => void;
}

function RestoreForm({ card, onRestored, onClose }: RestoreFormProps) {
  const { t, a } = useWords();
  const form = useForm<RestoreValues>({ defaultValues: restoreValues(card) });
  const { onSubmit, saving, error, refused } = useSaving(form, {
    save: (values) => restoreCamera(card.id, restoreBody(card, values)),
    refresh: ['deleted-cameras', 'cameras', 'overview', 'locations'],
    onSaved: (restored) => {
      onRestored(restored);
      onClose();
    },
  });
  const gone = goneOf(card);
  const general = error !== null && !(error instanceof Problem && Object.keys(error.fields).length > 0);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Text fz={14}>{t('deletedCamera.restoreText', { grants: card.grants, doors: card.doors })}</Text>
        {gone.length > 0 && (
          <Alert color="yellow">
            {t('deletedCamera.gone', { what: gone.map((field) => t(`camera.${field}`)).join(', ') })}
          </Alert>
        )}
        {refused?.unplaced.map((text) => (
          <Alert key={text} color="red" role="alert">
            {text}
          </Alert>
        ))}
        {general && (
          <Alert color="red" role="alert">
            {problemText(a, error)}
          </Alert>
        )}
        <TextField control={form.control} name="name" label={t('camera.name')} maxLength={200} required />
        <TextField control={form.control} name="externalId" label={t('camera.externalId')} maxLength={255} />
        <RestorePlace form={form} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {a('actions.cancel')}
          </Button>
          <Button type="submit" loading={saving}>
            {t('deletedCamera.restore')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

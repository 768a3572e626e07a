import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDoorEnter } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { openDoor } from '../../api/doors.ts';
import { useMay } from '../../app/may.ts';
import { useWords } from '../../ui/useWords.ts';
import { openingRefusal } from './openingWords.ts';

/** The button that opens a door for the staff, and what came of it: as the panel said, never as one would like. */
export function useStaffOpening(doorId: number) {
  const { t, a } = useWords();
  const mayOpen = useMay('doors.open');
  const queries = useQueryClient();
  const opening = useMutation({
    mutationFn: () => openDoor(doorId),
    retry: false,
    onSettled: () => queries.invalidateQueries({ queryKey: ['doors'] }),
  });
  const button = mayOpen && (
    <Button
      variant="default"
      leftSection={<IconDoorEnter size={16} />}
      loading={opening.isPending}
      onClick={() => opening.mutate()}
    >
      {t('opening.open')}
    </Button>
  );
  const shown = { mb: 12, withCloseButton: true, closeButtonLabel: a('actions.close'), onClose: opening.reset };
  if (opening.isSuccess)
    return {
      button,
      outcome: (
        <Alert {...shown} color="green" variant="light" role="status" icon={<IconCheck />}>
          {t('opening.opened', { ms: opening.data.panelMs })}
        </Alert>
      ),
    };
  if (opening.error === null) return { button, outcome: null };
  const { words, detail } = openingRefusal(t, a, opening.error);
  return {
    button,
    outcome: (
      <Alert {...shown} color="red" variant="light" role="alert" icon={<IconAlertTriangle />} title={t('opening.not')}>
        {words}
        {detail !== '' && (
          <Text fz={13} c="dimmed">
            {detail}
          </Text>
        )}
      </Alert>
    ),
  };
}

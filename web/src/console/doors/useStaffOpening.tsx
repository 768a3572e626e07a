import { Alert, Button, Menu, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChevronDown, IconDoorEnter } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { openDoor } from '../../api/doors.ts';
import { useMay } from '../../app/may.ts';
import { useWords } from '../../ui/useWords.ts';
import { openingRefusal } from './openingWords.ts';

interface OneDoor {
  readonly id: number;
  readonly name: string;
}

/**
 * The button that opens a door for the staff, of several the one that is chosen by its name, and what came of it: as the
 * panel said, never as one would like.
 */
export function useStaffOpening(doors: readonly OneDoor[]) {
  const { t, a } = useWords();
  const mayOpen = useMay('doors.open');
  const queries = useQueryClient();
  const opening = useMutation({
    mutationFn: (doorId: number) => openDoor(doorId),
    retry: false,
    onSettled: () => queries.invalidateQueries({ queryKey: ['doors'] }),
  });
  const button = mayOpen && (
    <OpeningButton doors={doors} loading={opening.isPending} onOpen={(doorId) => opening.mutate(doorId)} />
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

interface OpeningButtonProps {
  readonly doors: readonly OneDoor[];
  readonly loading: boolean;
  readonly onOpen: (doorId: number) => void;
}

function OpeningButton({ doors, loading, onOpen }: OpeningButtonProps) {
  const { t } = useWords();
  const [first, ...others] = doors;
  const shown = { variant: 'default', leftSection: <IconDoorEnter size={16} />, loading };
  if (!first) return null;
  if (others.length === 0)
    return (
      <Button {...shown} onClick={() => onOpen(first.id)}>
        {t('opening.open')}
      </Button>
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button {...shown} rightSection={<IconChevronDown size={16} />}>
          {t('opening.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {doors.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => onOpen(id)}>
            {name === '' ? t('opening.doorNumber', { id }) : name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

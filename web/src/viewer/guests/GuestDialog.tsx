import { Checkbox, Chip, Group, Input, Stack, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createGuest } from '../../api/guests.ts';
import type { Door } from '../../api/types.ts';
import { useZone } from '../../app/useMe.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';
import { doorName, doorPlace } from '../doors/doorWords.ts';
import { endOf, LENGTHS, type Length } from './guestEnds.ts';

interface GuestDialogProps {
  readonly organizationId: number;
  readonly doors: readonly Door[];
  readonly onClose: () => void;
}

/** Who, how long and by which doors; all doors that open are chosen until somebody says otherwise. */
export function GuestDialog({ organizationId, doors, onClose }: GuestDialogProps) {
  const { t, a } = useWords();
  const zone = useZone();
  const queries = useQueryClient();
  const open = doors.filter((door) => door.open);
  const [name, setName] = useState('');
  const [length, setLength] = useState<Length>('hour');
  const [once, setOnce] = useState(false);
  const [chosen, setChosen] = useState<string[]>(open.map(({ id }) => String(id)));
  const save = async () => {
    await createGuest({
      organizationId,
      name: name.trim(),
      until: endOf(length, zone, Date.now()),
      uses: once ? 1 : null,
      doorIds: chosen.map(Number),
    });
    await queries.invalidateQueries({ queryKey: ['guests'] });
  };
  return (
    <FormDialog
      title={t('guest.add')}
      submit={t('guest.create')}
      ready={name.trim() !== '' && chosen.length > 0}
      action={save}
      onClose={onClose}
    >
      <Stack>
        <TextInput
          size="md"
          label={t('guest.name')}
          placeholder={t('guest.namePlaceholder')}
          maxLength={100}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Input.Wrapper size="md" label={t('guest.length')} description={t('guest.lengthHelp')}>
          <Chip.Group value={length} onChange={(next) => setLength(LENGTHS.find((one) => one === next) ?? 'hour')}>
            <Group gap={8} mt={8}>
              {LENGTHS.map((one) => (
                <Chip key={one} value={one} size="md">
                  {t(`guest.lengths.${one}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
        {open.length > 1 && (
          <Checkbox.Group size="md" label={t('guest.doors')} value={chosen} onChange={setChosen}>
            <Stack gap={12} mt={8}>
              {open.map((door) => (
                <Checkbox
                  key={door.id}
                  size="md"
                  value={String(door.id)}
                  label={doorName(a, door)}
                  description={doorPlace(a, door)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Switch
          size="md"
          label={t('guest.once')}
          checked={once}
          onChange={(event) => setOnce(event.currentTarget.checked)}
        />
      </Stack>
    </FormDialog>
  );
}

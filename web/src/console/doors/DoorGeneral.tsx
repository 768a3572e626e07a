import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { changeDoor } from '../../api/doorSetups.ts';
import { panelQuery } from '../../api/panels.ts';
import type { DoorSetup } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import { FormAndFacts } from '../FormAndFacts.tsx';
import { lockTitle } from '../locks/lockTitle.ts';
import { DoorFields } from './DoorFields.tsx';
import { type DoorValues, doorChange, doorValues } from './doorForm.ts';

export function DoorGeneral({ door }: { door: DoorSetup }) {
  const { t } = useWords();
  const [before, setBefore] = useState(() => doorValues(door));
  const form = useForm<DoorValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => changeDoor(door.id, doorChange(before, values)),
    refresh: ['doors'],
    onSaved: (saved) => {
      setBefore(doorValues(saved));
      form.reset(doorValues(saved));
    },
  });
  const { lock, organization } = door;
  return (
    <FormAndFacts
      facts={[
        [t('door.openedBy'), <OpenedBy key="by" door={door} />],
        [
          t('door.lock'),
          <LinkAnchor key="lock" to={paths.lock} params={{ lockId: lock.id }} search={{}} fz="inherit">
            {lockTitle(lock)}
          </LinkAnchor>,
        ],
        [t('camera.address'), door.address],
        [
          t('camera.organization'),
          <LinkAnchor
            key="organization"
            to={paths.organization}
            params={{ organizationId: organization.id }}
            search={{}}
            fz="inherit"
          >
            {organization.title}
          </LinkAnchor>,
        ],
      ]}
    >
      <FormFrame {...saving} onReset={() => form.reset()}>
        <DoorFields form={form} sealed={door.hasCredentials} />
      </FormFrame>
    </FormAndFacts>
  );
}

/** What is asked when somebody presses: the command, or the panel of its camera; or that nothing is. */
function OpenedBy({ door: { command, camera } }: { door: DoorSetup }) {
  const { t } = useWords();
  const asksPanel = command === '' && camera !== null;
  const panel = useQuery({ ...panelQuery(camera?.id ?? 0), enabled: asksPanel });
  if (command !== '') return t('door.byCommand');
  if (asksPanel && panel.data === undefined) return '…';
  if (camera === null || panel.data === null || panel.data === undefined)
    return (
      <Text fz="inherit" c="var(--mantine-color-error)">
        {camera === null ? t('door.byNothing') : t('door.byNoPanel')}
      </Text>
    );
  return (
    <LinkAnchor to={paths.consoleCamera} params={{ cameraId: camera.id }} search={{ tab: 'intercom' }} fz="inherit">
      {t('door.byPanelOf', { title: camera.title || camera.name })}
    </LinkAnchor>
  );
}

import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { changeDoor, doorSetupQuery } from '../../api/doorSetups.ts';
import { panelQuery } from '../../api/panels.ts';
import type { DoorSetup } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import { FormAndFacts } from '../FormAndFacts.tsx';
import { lockTitle } from '../locks/lockTitle.ts';
import { useSeenForm } from '../meanwhile/useSeenForm.tsx';
import { DoorFields } from './DoorFields.tsx';
import { type DoorValues, doorChange, doorValues } from './doorForm.ts';

export function DoorGeneral({ door }: { door: DoorSetup }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('intercoms.manage');
  const { form, meanwhile, saving } = useSeenForm<DoorValues, DoorSetup>({
    object: door,
    values: doorValues,
    save: (before, values) => changeDoor(door.id, { ...doorChange(before, values), was: doorChange(values, before) }),
    read: () => queries.fetchQuery({ ...doorSetupQuery(door.id), staleTime: 0 }),
    refresh: ['doors'],
    titles: ({ lock: { title }, camera }) => ({
      lockId: [t('door.lock'), title],
      cameraId: [t('door.camera'), camera?.title || camera?.name],
    }),
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
      <FormFrame {...saving} may={mayManage}>
        {meanwhile}
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

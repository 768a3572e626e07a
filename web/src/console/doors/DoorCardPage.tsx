import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { deleteDoor, doorSetupQuery } from '../../api/doorSetups.ts';
import type { DoorSetup } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { LockAccess } from '../locks/LockAccess.tsx';
import { ObjectHistory } from '../ObjectHistory.tsx';
import { DoorEvents } from './DoorEvents.tsx';
import { DoorGeneral } from './DoorGeneral.tsx';
import { doorTitle } from './doorTitle.ts';
import { useStaffOpening } from './useStaffOpening.tsx';

export function DoorCardPage() {
  const { doorId } = useParams({ from: inConsole(paths.consoleDoor) });
  const { data } = useQuery(doorSetupQuery(doorId));
  return data === undefined ? null : <Card key={data.id} door={data} />;
}

function Card({ door }: { door: DoorSetup }) {
  const { t, a } = useWords();
  const { tab = 'general' } = useSearch({ from: inConsole(paths.consoleDoor) });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const { id } = door;
  const opening = useStaffOpening([{ id, name: door.name }]);
  const title = doorTitle(a, door);
  return (
    <>
      <CardHead
        title={title}
        id={id}
        back={<BackLink to={paths.consoleDoors} label={t('pages.doors')} />}
        actions={
          <>
            {opening.button}
            <Button
              variant="default"
              c="var(--mantine-color-error)"
              leftSection={<IconTrash size={16} />}
              onClick={() => setDeleting(true)}
            >
              {a('actions.delete')}
            </Button>
          </>
        }
      />
      {opening.outcome}
      <CardTabs
        value={tab}
        onChange={(next) =>
          void navigate({
            to: paths.consoleDoor,
            params: { doorId: id },
            search: { tab: next === 'general' ? undefined : next },
            replace: true,
          })
        }
        tabs={[
          { value: 'general', label: t('tabs.general'), content: () => <DoorGeneral door={door} /> },
          { value: 'events', label: t('tabs.events'), content: () => <DoorEvents door={door} /> },
          { value: 'access', label: t('tabs.access'), content: () => <LockAccess lockId={door.lock.id} /> },
          { value: 'history', label: t('tabs.history'), content: () => <ObjectHistory kind="doors" id={id} /> },
        ]}
      />
      {deleting && (
        <TypedConfirm
          title={t('door.deleteTitle')}
          text={t('door.deleteText')}
          word={title}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteDoor(id);
            await navigate({ to: paths.consoleDoors, search: {}, ignoreBlocker: true });
            await queries.invalidateQueries({ queryKey: ['doors'] });
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}

import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconArrowMerge, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { deleteLocation, type Location, locationQuery } from '../../api/locations.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { LocationDialog } from './LocationDialog.tsx';
import { LocationFacts } from './LocationFacts.tsx';
import { CamerasAt, LocationsBelow } from './LocationInside.tsx';
import { MergeDialog } from './MergeDialog.tsx';

type Dialog = 'add' | 'edit' | 'merge' | 'delete';

export function LocationCardPage() {
  const { locationId } = useParams({ from: inConsole(paths.location) });
  const { data } = useQuery(locationQuery(locationId));
  return data === undefined ? null : <Card key={data.id} location={data} />;
}

function Card({ location }: { location: Location }) {
  const { t } = useWords();
  const mayManage = useMay('locations.manage');
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const { id, title, titles, childCount } = location;
  return (
    <>
      <CardHead
        title={title}
        id={id}
        back={<BackLink to={paths.locations} label={t('pages.locations')} />}
        actions={mayManage && <Actions location={location} onChoose={setDialog} />}
      />
      <Stack gap="lg">
        <LocationFacts location={location} />
        {childCount > 0 && <LocationsBelow id={id} />}
        <CamerasAt id={id} />
      </Stack>
      {dialog === 'add' && <LocationDialog parent={{ id, title: titles.join(', ') }} onClose={close} />}
      {dialog === 'edit' && <LocationDialog location={location} onClose={close} />}
      {dialog === 'merge' && <MergeDialog location={location} onClose={close} />}
      {dialog === 'delete' && <Delete location={location} onClose={close} />}
    </>
  );
}

/** What its contents allow: nothing goes below a location with cameras, and none with others below it is deleted. */
function Actions({ location, onChoose }: { location: Location; onChoose: (dialog: Dialog) => void }) {
  const { t, a } = useWords();
  const { childCount, cameraCount } = location;
  return (
    <>
      {(childCount > 0 || cameraCount === 0) && (
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => onChoose('add')}>
          {t('location.addBelow')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => onChoose('edit')}>
        {t('location.change')}
      </Button>
      <Button variant="default" leftSection={<IconArrowMerge size={16} />} onClick={() => onChoose('merge')}>
        {t('location.merge')}
      </Button>
      {childCount === 0 && (
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          leftSection={<IconTrash size={16} />}
          onClick={() => onChoose('delete')}
        >
          {a('actions.delete')}
        </Button>
      )}
    </>
  );
}

function Delete({ location, onClose }: { location: Location; onClose: () => void }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id, title, cameraCount } = location;
  return (
    <TypedConfirm
      title={t('location.deleteTitle')}
      text={
        <Stack gap={8}>
          <Text fz={14}>{t('location.deleteText')}</Text>
          {cameraCount > 0 && (
            <Alert color="yellow" c="var(--mantine-color-text)" variant="light">
              {t('location.deleteCameras', { count: cameraCount })}
            </Alert>
          )}
        </Stack>
      }
      word={title}
      confirm={a('actions.delete')}
      action={async () => {
        await deleteLocation(id, cameraCount > 0);
        await navigate({ to: paths.locations, search: {} });
        await Promise.all(['locations', 'cameras'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      }}
      onClose={onClose}
    />
  );
}

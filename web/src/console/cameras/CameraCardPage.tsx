import { Button } from '@mantine/core';
import { IconBan, IconExternalLink, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { cameraQuery, deleteCamera, setCameraBlock } from '../../api/cameras.ts';
import type { Camera } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { BlockDialog } from '../../ui/dialogs/BlockDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Blocks } from '../../ui/status/Blocks.tsx';
import { StatusPill } from '../../ui/status/StatusPill.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { CameraIntercom } from '../intercom/CameraIntercom.tsx';
import { ObjectHistory } from '../ObjectHistory.tsx';
import { CameraAccess } from './CameraAccess.tsx';
import { CameraGeneral } from './CameraGeneral.tsx';
import { CameraWatch } from './CameraWatch.tsx';
import { cameraTitle } from './cameraTitle.ts';

export function CameraCardPage() {
  const { cameraId } = useParams({ from: inConsole(paths.consoleCamera) });
  const { data: camera } = useQuery(cameraQuery(cameraId));
  return camera === undefined ? null : <Card key={camera.id} camera={camera} />;
}

function Card({ camera }: { camera: Camera }) {
  const { t, a } = useWords();
  const zone = useZone();
  const { tab = 'general' } = useSearch({ from: inConsole(paths.consoleCamera) });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'block' | 'delete'>();
  const params = { cameraId: camera.id };
  const refresh = () => queries.invalidateQueries({ queryKey: ['cameras'] });
  const blocked = camera.blocks.some(({ source, on }) => source === 'administrator' && on === 'camera');

  return (
    <>
      <CardHead
        title={cameraTitle(camera)}
        id={camera.id}
        back={<BackLink to={paths.consoleCameras} label={t('pages.cameras')} />}
        status={<StatusPill status={camera.status} zone={zone} />}
        actions={
          <>
            <LinkButton
              to={paths.camera}
              params={params}
              search={{}}
              variant="default"
              leftSection={<IconExternalLink size={16} />}
            >
              {a('menu.toViewer')}
            </LinkButton>
            {!blocked && (
              <Button variant="default" leftSection={<IconBan size={16} />} onClick={() => setDialog('block')}>
                {t('block.block')}
              </Button>
            )}
            <Button
              variant="default"
              c="var(--mantine-color-error)"
              leftSection={<IconTrash size={16} />}
              onClick={() => setDialog('delete')}
            >
              {a('actions.delete')}
            </Button>
          </>
        }
      />
      <Blocks
        blocks={camera.blocks}
        organizationId={camera.organization.id}
        onLift={(source) => setCameraBlock(camera.id, source, undefined).then(refresh)}
      />
      <CardTabs
        value={tab}
        onChange={(next) =>
          void navigate({
            to: paths.consoleCamera,
            params,
            search: { tab: next === 'general' ? undefined : next },
            replace: true,
          })
        }
        tabs={[
          { value: 'general', label: t('tabs.general'), content: () => <CameraGeneral camera={camera} /> },
          { value: 'player', label: t('tabs.player'), content: () => <CameraWatch camera={camera} /> },
          { value: 'intercom', label: t('tabs.intercom'), content: () => <CameraIntercom camera={camera} /> },
          { value: 'access', label: t('tabs.access'), content: () => <CameraAccess camera={camera} /> },
          {
            value: 'history',
            label: t('tabs.history'),
            content: () => <ObjectHistory kind="cameras" id={camera.id} />,
          },
        ]}
      />
      {dialog === 'block' && (
        <BlockDialog
          title={t('camera.blockTitle')}
          text={t('camera.blockText')}
          onBlock={(reason) => setCameraBlock(camera.id, 'administrator', reason).then(refresh)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'delete' && (
        <TypedConfirm
          title={t('camera.deleteTitle')}
          text={t('camera.deleteText')}
          word={camera.name}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteCamera(camera.id);
            await navigate({ to: paths.consoleCameras, search: {}, ignoreBlocker: true });
            await refresh();
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

import { Group, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconPencil, IconStar, IconStarFilled } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types.ts';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { momentOf, momentText } from '../../app/routes/searches.ts';
import { useZone } from '../../app/useMe.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { StatusPill } from '../../ui/status/StatusPill.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { CameraDoors } from '../doors/CameraDoors.tsx';
import styles from './CameraPage.module.css';
import { CameraPlayer } from './CameraPlayer.tsx';
import { openTitleDialog } from './TitleDialog.tsx';
import { useFavorite } from './useFavorite.ts';
import { useWatchedCamera } from './useWatchedCamera.ts';

const HOUR = 3600;

export function CameraPage() {
  const { cameraId } = useParams({ from: inViewer(paths.camera) });
  const { camera } = useWatchedCamera(cameraId);
  return camera === undefined ? null : <CameraView key={camera.id} camera={camera} />;
}

function CameraView({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const from = inViewer(paths.camera);
  const search = useSearch({ from });
  const navigate = useNavigate({ from: paths.camera });
  const zone = useZone();
  const favorite = useFavorite(camera);
  const [start] = useState(() => ({ at: momentOf(search.t), span: search.z ?? HOUR }));
  const [over, setOver] = useState<HTMLDivElement | null>(null);
  useTitle(camera.title);

  const onPlace = ({ at, span }: { at: number | undefined; span: number }) => {
    const next = { t: at === undefined ? undefined : momentText(at), z: span === HOUR ? undefined : span };
    void navigate({ search: next, replace: true, resetScroll: false });
  };

  return (
    <div className={styles.page}>
      <Group wrap="nowrap" gap={4} className={styles.head}>
        <LinkAnchor to={paths.cameras} className={styles.back} aria-label={t('viewer.back')}>
          <IconChevronLeft />
        </LinkAnchor>
        <Title order={1} className="one-line" flex={1}>
          {camera.title}
        </Title>
        {camera.rights.edit && (
          <IconAction label={t('viewer.rename')} onClick={() => openTitleDialog(camera, t)}>
            <IconPencil size={20} stroke={1.7} />
          </IconAction>
        )}
        <IconAction
          label={t('viewer.favorite', { title: camera.title })}
          pressed={favorite.on}
          onClick={favorite.toggle}
        >
          {favorite.on ? <IconStarFilled size={20} /> : <IconStar size={20} stroke={1.7} />}
        </IconAction>
      </Group>
      <CameraPlayer camera={camera} zone={zone} start={start} over={setOver} onPlace={onPlace} />
      <Group mt={8} c="dimmed" fz={14} style={{ gap: '4px 24px' }}>
        <Group gap={6}>
          {t('viewer.now')}
          <StatusPill status={camera.status} zone={zone} />
        </Group>
        {camera.address !== '' && <Text fz={14}>{camera.address}</Text>}
        {camera.organization.title !== camera.address && <Text fz={14}>{camera.organization.title}</Text>}
      </Group>
      <CameraDoors camera={camera} over={over} />
    </div>
  );
}

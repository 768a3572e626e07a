import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cameraQuery } from '../../api/cameras.ts';
import type { Door } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { TilePicture } from '../cameras/TilePicture.tsx';
import styles from './DoorCard.module.css';
import { DoorIcon } from './DoorIcon.tsx';

/** Who stands before the door, live; it leads to the camera. */
export function DoorPicture({ door }: { door: Door }) {
  const { t } = useTranslation();
  const zone = useZone();
  const queries = useQueryClient();
  const cameraId = door.camera?.id ?? 0;
  const query = cameraQuery(cameraId);
  const { data: camera, isPending } = useQuery({ ...query, enabled: door.camera !== null });
  if (camera === undefined) {
    if (door.camera !== null && isPending) return <Skeleton className={styles.nothing} radius={0} />;
    return (
      <div className={styles.nothing}>
        <DoorIcon icon={door.icon} size={32} />
        {door.open && t('door.noCamera')}
      </div>
    );
  }
  return (
    <div className={styles.picture}>
      <TilePicture
        camera={camera}
        zone={zone}
        onDenied={() => void queries.invalidateQueries({ queryKey: query.queryKey })}
      />
      <Link to={paths.camera} params={{ cameraId }} search={{}} className={styles.cover}>
        <VisuallyHidden>{t('door.camera', { title: camera.title })}</VisuallyHidden>
      </Link>
    </div>
  );
}

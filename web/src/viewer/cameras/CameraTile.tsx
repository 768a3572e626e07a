import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import styles from './CameraTile.module.css';
import { TilePicture } from './TilePicture.tsx';
import { useFavorite } from './useFavorite.ts';

export function CameraTile({ camera, zone }: { camera: Camera; zone: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: ['cameras', 'list'] });
  const favorite = useFavorite(camera);

  return (
    <article className={styles.tile} aria-label={camera.title}>
      <TilePicture camera={camera} zone={zone} onDenied={refresh} />
      <div className={styles.caption}>
        <Link to={paths.camera} params={{ cameraId: camera.id }} search={{}} className={styles.link}>
          {camera.title}
        </Link>
        <button
          type="button"
          className={styles.star}
          aria-pressed={favorite.on}
          aria-label={t('viewer.favorite', { title: camera.title })}
          onClick={favorite.toggle}
        >
          {favorite.on ? <IconStarFilled size={20} /> : <IconStar size={20} stroke={1.6} />}
        </button>
      </div>
    </article>
  );
}

import { IconBan, IconStar, IconStarFilled, IconVideoOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../api/types.ts';
import { paths } from '../app/paths.ts';
import { secondsOf } from '../format/time.ts';
import { stillUrl } from '../player/media.ts';
import { blockTitle } from '../ui/blockWords.ts';
import { StatusPill } from '../ui/StatusPill.tsx';
import styles from './CameraTile.module.css';
import { useFavorite } from './useFavorite.ts';
import { useTilePicture } from './useTilePicture.ts';

export function CameraTile({ camera, zone }: { camera: Camera; zone: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const frame = useRef<HTMLElement>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['cameras', 'list'] });
  const { video, playing, still } = useTilePicture(camera, frame, refresh);
  const [noStill, setNoStill] = useState(false);
  const favorite = useFavorite(camera);
  const block = camera.blocks[0];
  const playback = camera.rights.live ? camera.playback : null;

  return (
    <article ref={frame} className={styles.tile} aria-label={camera.title}>
      <div className={styles.picture}>
        {playback !== null && !noStill && !camera.onDemand && (
          <img
            className={styles.still}
            src={stillUrl(playback, lastSeen(camera), still)}
            alt=""
            loading="lazy"
            decoding="async"
            onError={() => setNoStill(true)}
          />
        )}
        {playback !== null && (
          <video
            ref={video}
            className={styles.video}
            data-on={playing}
            muted
            playsInline
            tabIndex={-1}
            aria-hidden="true"
          />
        )}
        {(playback === null || noStill || camera.onDemand) && (
          <div className={styles.empty}>
            {block === undefined ? (
              <IconVideoOff size={28} stroke={1.5} aria-hidden="true" />
            ) : (
              <IconBan size={28} stroke={1.5} aria-hidden="true" />
            )}
            {block !== undefined && <span>{blockTitle(t, block)}</span>}
            {block !== undefined && block.reason !== '' && <span className={styles.reason}>{block.reason}</span>}
          </div>
        )}
        <span className={styles.state}>
          <StatusPill status={camera.status} zone={zone} over />
        </span>
      </div>
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

/** Of a camera that went offline, the moment whose picture the archive still has. */
function lastSeen({ status, rights }: Camera): number | undefined {
  if (status.state !== 'offline' || status.since === null || !rights.archive) return undefined;
  return secondsOf(status.since) - 5;
}

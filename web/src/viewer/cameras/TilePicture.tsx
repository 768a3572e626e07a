import { IconBan, IconVideoOff } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types.ts';
import { secondsOf } from '../../format/time.ts';
import { stillUrl } from '../../player/media.ts';
import { blockReason, blockTitle } from '../../ui/status/blockWords.ts';
import { StatusPill } from '../../ui/status/StatusPill.tsx';
import styles from './TilePicture.module.css';
import { useTilePicture } from './useTilePicture.ts';

interface TilePictureProps {
  readonly camera: Camera;
  readonly zone: string;
  /** The server ended it: what is known of the camera is old. */
  readonly onDenied: () => void;
}

/** What a camera sees now, or why there is nothing to see, with its state over it. */
export function TilePicture({ camera, zone, onDenied }: TilePictureProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const { video, playing, still, seen } = useTilePicture(camera, frame, onDenied);
  const [noStill, setNoStill] = useState(false);
  const block = camera.blocks[0];
  const playback = camera.rights.live ? camera.playback : null;

  return (
    <div ref={frame} className={styles.picture}>
      {seen && playback !== null && !noStill && !camera.onDemand && (
        <img
          className={styles.still}
          src={stillUrl(playback, lastSeen(camera), still)}
          alt=""
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
          {block !== undefined && blockReason(block) !== '' && <span className={styles.reason}>{block.reason}</span>}
        </div>
      )}
      <span className={styles.state}>
        <StatusPill status={camera.status} zone={zone} over />
      </span>
    </div>
  );
}

/** Of a camera that went offline, the moment whose picture the archive still has. */
function lastSeen({ status, rights }: Camera): number | undefined {
  if (status.state !== 'offline' || status.since === null || !rights.archive) return undefined;
  return secondsOf(status.since) - 5;
}

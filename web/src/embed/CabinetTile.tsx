import { IconVideoOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { stillUrl } from '../player/media.ts';
import styles from './CabinetPage.module.css';
import type { CabinetCamera } from './cabinet.ts';

const STILL_EVERY_MS = 10_000;

/** A picture of the camera, anew each ten seconds: pictures open no window, so that a page of them takes none. */
export function CabinetTile({ camera, onOpen }: { camera: CabinetCamera; onOpen: () => void }) {
  const { media, title } = camera;
  const [still, setStill] = useState(() => Math.floor(Date.now() / STILL_EVERY_MS));
  const [failedAt, setFailedAt] = useState<number>();
  useEffect(() => {
    const timer = window.setInterval(() => setStill(Math.floor(Date.now() / STILL_EVERY_MS)), STILL_EVERY_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <button type="button" className={styles.tile} onClick={onOpen}>
      <span className={styles.picture}>
        {media === null || failedAt === still ? (
          <IconVideoOff size={28} stroke={1.5} aria-hidden="true" />
        ) : (
          <img src={stillUrl(media, undefined, still)} alt="" decoding="async" onError={() => setFailedAt(still)} />
        )}
      </span>
      <span className={styles.title}>{title}</span>
    </button>
  );
}

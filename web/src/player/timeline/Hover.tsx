import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, shortDate } from '../../format/time.ts';
import { now } from '../clock.ts';
import { type Media, stillUrl } from '../media.ts';
import { at, type Span } from '../spans.ts';
import styles from './Timeline.module.css';

interface HoverProps {
  readonly x: number;
  readonly width: number;
  readonly time: number;
  readonly recorded: readonly Span[];
  readonly media: Media;
  readonly zone: string;
}

const WIDTH = 168;

/** The time under the pointer and, once it rests, the picture recorded then. */
export function Hover({ x, width, time, recorded, media, zone }: HoverProps) {
  const { t, i18n } = useTranslation('player');
  const [resting, setResting] = useState<number>();
  const [failed, setFailed] = useState(false);
  const second = Math.floor(time / 2) * 2;
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setResting(second);
      setFailed(false);
    }, 140);
    return () => window.clearTimeout(timer);
  }, [second]);

  const left = Math.min(Math.max(x - WIDTH / 2, 4), Math.max(4, width - WIDTH - 4));
  const future = time > now();
  const has = at(recorded, time) !== undefined;
  const picture = has && resting !== undefined && at(recorded, resting) !== undefined && !failed;
  return (
    <div className={styles.hover} style={{ left, width: WIDTH }} aria-hidden="true">
      {picture && (
        <img src={stillUrl(media, resting)} alt="" className={styles.still} onError={() => setFailed(true)} />
      )}
      <div className={styles.hoverTime}>
        {shortDate(time, zone, i18n.language, now())}, {clockTime(time, zone, i18n.language, true)}
        {!has && <span className={styles.hoverNote}>{future ? t('timeline.future') : t('timeline.gap')}</span>}
      </div>
    </div>
  );
}

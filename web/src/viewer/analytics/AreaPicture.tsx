import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { cameraQuery } from '../../api/cameras.ts';
import { stillUrl } from '../../player/media.ts';
import { useWords } from '../../ui/useWords.ts';
import styles from './AreaPicture.module.css';
import { type Area, MOST_POINTS, numbered, type Point, pointAt } from './areas.ts';

interface AreaPictureProps {
  readonly area: Area;
  readonly title: string;
  readonly onChange: (points: readonly Point[]) => void;
}

const STEP = 0.01;
const MOVES: Readonly<Record<string, Point>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** What the camera saw last, and the points over it: pressed to add, dragged or moved by keys. */
export function AreaPicture({ area, title, onChange }: AreaPictureProps) {
  const { t } = useWords();
  const { points, kind } = area;
  const { data: camera } = useQuery(cameraQuery(area.cameraId));
  const [noStill, setNoStill] = useState(false);
  const frame = useRef<HTMLElement>(null);
  const [dragged, setDragged] = useState<number>();
  const playback = camera?.rights.live ? camera.playback : null;
  const set = (at: number, point: Point) => onChange(points.map((one, i) => (i === at ? point : one)));
  const placeOf = ({ clientX, clientY }: PointerEvent): Point => {
    const box = frame.current?.getBoundingClientRect();
    return box ? pointAt((clientX - box.left) / box.width, (clientY - box.top) / box.height) : [0, 0];
  };
  const add = (event: PointerEvent) => {
    if (event.button === 0 && points.length < MOST_POINTS) onChange([...points, placeOf(event)]);
  };
  const press = (event: KeyboardEvent, at: number) => {
    const move = MOVES[event.key];
    const [across, down] = points[at] ?? [0, 0];
    if (move) set(at, pointAt(across + move[0], down + move[1]));
    else if (event.key === 'Delete' || event.key === 'Backspace') onChange(points.filter((_, i) => i !== at));
    else return;
    event.preventDefault();
  };
  const shape = points.map(([across, down]) => `${across * 100},${down * 100}`).join(' ');
  return (
    <figure ref={frame} className={styles.frame} aria-label={t('analytics.area.picture', { title })}>
      {playback && !noStill ? (
        <img
          src={stillUrl(playback)}
          alt=""
          className={styles.still}
          draggable={false}
          onError={() => setNoStill(true)}
        />
      ) : (
        <span className={styles.empty}>{camera !== undefined && t('analytics.area.noPicture')}</span>
      )}
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className={styles.shape}
        aria-hidden="true"
        onPointerDown={add}
      >
        {kind === 'zone' ? <polygon points={shape} /> : <polyline points={shape} />}
      </svg>
      {numbered(points).map(({ at, point: [across, down] }) => (
        <button
          key={at}
          type="button"
          className={styles.point}
          style={{ left: `${across * 100}%`, top: `${down * 100}%` }}
          aria-label={t('analytics.area.point', { number: at + 1 })}
          onKeyDown={(event) => press(event, at)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setDragged(at);
          }}
          onPointerMove={(event) => dragged === at && set(at, placeOf(event))}
          onPointerUp={() => setDragged(undefined)}
          onPointerCancel={() => setDragged(undefined)}
        >
          {at + 1}
        </button>
      ))}
    </figure>
  );
}

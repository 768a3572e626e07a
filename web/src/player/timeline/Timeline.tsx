import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../../format/time.ts';
import { now } from '../clock.ts';
import type { Media } from '../media.ts';
import { cut, type Span } from '../spans.ts';
import { Hover } from './Hover.tsx';
import { paintTimeline } from './paint.ts';
import { RangeList } from './RangeList.tsx';
import styles from './Timeline.module.css';
import { useGestures } from './useGestures.ts';
import { kept, length, timeAt, type View } from './view.ts';

export interface TimelineProps {
  readonly media: Media;
  readonly zone: string;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly recorded: readonly Span[];
  readonly expiredBefore: number | undefined;
  readonly permittedFrom: number | undefined;
  readonly selection: Span | undefined;
  /** Wall-clock time of the picture. */
  readonly time: () => number;
  readonly live: boolean;
  readonly onSeek: (time: number) => void;
  readonly onStep: (seconds: number) => void;
}

/** The recordings of one camera as a strip of time, drawn on a canvas four times a second and when it moves. */
export function Timeline(props: TimelineProps) {
  const { t, i18n } = useTranslation('player');
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [hoverX, setHoverX] = useState<number>();
  const [shown, setShown] = useState(() => props.time());
  const earliest = props.expiredBefore ?? props.permittedFrom ?? now() - 30 * 86_400;

  const paint = useCallback(() => {
    if (canvas.current !== null) paintTimeline(canvas.current, latest.current, i18n.language);
  }, [i18n.language]);

  useEffect(() => {
    const tick = window.setInterval(() => {
      paint();
      setShown(Math.floor(latest.current.time()));
    }, 250);
    const observer = new ResizeObserver(paint);
    if (canvas.current !== null) observer.observe(canvas.current);
    return () => {
      window.clearInterval(tick);
      observer.disconnect();
    };
  }, [paint]);
  useEffect(paint);

  useGestures(frame, {
    view: () => props.view,
    setView: (view) => props.onView(kept(view, earliest, now())),
    onSeek: props.onSeek,
    onHover: setHoverX,
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -10, ArrowRight: 10, ArrowDown: -60, ArrowUp: 60, PageDown: -600, PageUp: 600 }[
      event.key
    ];
    if (step === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    props.onStep(step);
  };

  const width = canvas.current?.clientWidth ?? 0;
  return (
    <div className={styles.frame}>
      <div
        ref={frame}
        className={styles.lane}
        role="slider"
        tabIndex={0}
        aria-label={t('timeline.label')}
        aria-valuemin={Math.floor(earliest)}
        aria-valuemax={Math.floor(now())}
        aria-valuenow={Math.floor(shown)}
        aria-valuetext={props.live ? t('timeline.live') : exactTime(shown, props.zone, i18n.language)}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className={styles.canvas} />
      </div>
      {hoverX !== undefined && (
        <Hover
          x={hoverX}
          width={width}
          time={timeAt(props.view, width, hoverX)}
          recorded={props.recorded}
          media={props.media}
          zone={props.zone}
        />
      )}
      <RangeList
        spans={cut(props.recorded, props.view)}
        zone={props.zone}
        span={length(props.view)}
        onSeek={props.onSeek}
      />
    </div>
  );
}

import { type ReactNode, type Ref, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Controls } from './Controls.tsx';
import { type Media, stillUrl } from './media.ts';
import { Overlay } from './Overlay.tsx';
import { PlaceBar } from './PlaceBar.tsx';
import styles from './Player.module.css';
import { PlayerSession } from './session.ts';
import type { Span } from './spans.ts';
import { Timeline } from './timeline/Timeline.tsx';
import { useIdle } from './useIdle.ts';
import { type KeyActions, usePlayerKeys } from './usePlayerKeys.ts';
import { useTimelineView } from './useTimelineView.ts';

export interface PlayerProps {
  readonly media: Media;
  readonly title: string;
  readonly zone: string;
  /** False: live alone, no timeline. */
  readonly archive: boolean;
  /** False: the archive alone. */
  readonly live: boolean;
  readonly maySnapshot: boolean;
  /** The camera sends nothing: said over the picture while it is live; the archive plays on. */
  readonly offline?: string | undefined;
  /** Takes all the height there is, and shows no title: for frames in other pages. */
  readonly fill?: boolean;
  readonly expiredBefore?: number | undefined;
  readonly permittedFrom?: number | undefined;
  readonly start: { readonly at: number | undefined; readonly span: number; readonly paused?: boolean };
  readonly onTrouble: () => void;
  /** Why nothing is to be seen, in the page's own words; instead of the picture. */
  readonly notice?: ReactNode;
  /** A place over the picture that the page fills, in full screen too. */
  readonly over?: Ref<HTMLDivElement>;
  /** The picture's place has moved: for the address bar. */
  readonly onPlace?: (place: { at: number | undefined; span: number }) => void;
  readonly selection?: Span | undefined;
  readonly keys?: Partial<KeyActions>;
  readonly tools?: (session: PlayerSession) => ReactNode;
}

/** Live and archive of one camera: the picture, controls over it that fade, and the timeline under it. */
export function Player(props: PlayerProps) {
  const { media, title, zone, archive, start, onTrouble, notice } = props;
  const { t } = useTranslation('player');
  const trouble = useRef(onTrouble);
  trouble.current = onTrouble;
  const [session] = useState(
    () => new PlayerSession(media, { at: start.at, paused: start.paused ?? false }, () => trouble.current()),
  );
  const state = useSyncExternalStore(session.subscribe, session.snapshot);
  const recorded = useSyncExternalStore(session.recordings.subscribe, session.recordings.snapshot);
  const video = useRef<HTMLVideoElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const idle = useIdle(stage, state.paused);
  const timeline = useTimelineView(session, state.mode, start, props.onPlace);

  useEffect(() => (video.current === null ? undefined : session.attach(video.current)), [session]);
  useEffect(() => session.setMedia(media), [session, media]);
  useEffect(() => session.allowLive(props.live), [session, props.live]);
  const barred = notice !== undefined;
  useEffect(() => (barred ? session.suspend() : session.retry()), [session, barred]);
  usePlayerKeys(session, { stage, title }, props.keys);

  const stopped = barred || state.phase === 'denied';
  return (
    <section className={styles.player} aria-label={t('player', { title })} data-fill={props.fill || undefined}>
      <div ref={stage} className={styles.stage} data-idle={idle && !state.paused && !stopped}>
        <video
          ref={video}
          className={styles.video}
          playsInline
          muted
          poster={state.mode === 'live' && !stopped ? stillUrl(media) : undefined}
          data-hidden={stopped || undefined}
          aria-label={title}
          onClick={() => session.toggle()}
        />
        <Overlay
          state={state}
          notice={notice}
          offline={props.offline}
          onRetry={() => session.retry()}
          onPlay={() => session.toggle()}
        />
        {props.over !== undefined && <div ref={props.over} className={styles.over} />}
        {!stopped && (
          <Controls
            session={session}
            state={state}
            archive={archive}
            mayLive={props.live}
            maySnapshot={props.maySnapshot}
            stage={stage}
            title={props.fill ? '' : title}
          />
        )}
      </div>
      {archive && (
        <Timeline
          media={media}
          zone={zone}
          view={timeline.view}
          onView={timeline.setView}
          recorded={recorded.spans}
          expiredBefore={props.expiredBefore}
          permittedFrom={props.permittedFrom}
          selection={props.selection}
          time={() => session.time()}
          live={state.mode === 'live'}
          onSeek={(time) => session.seek(time)}
          onStep={(seconds) => session.step(seconds)}
        />
      )}
      {(archive || !props.fill) && (
        <PlaceBar session={session} state={state} zone={zone}>
          {props.tools?.(session)}
        </PlaceBar>
      )}
    </section>
  );
}

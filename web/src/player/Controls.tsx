import {
  IconCamera,
  IconMaximize,
  IconPictureInPicture,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRewindBackward10,
  IconRewindForward10,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Player.module.css';
import { pictureInPicture, saveSnapshot, toggleFullScreen } from './screen.ts';
import type { PlayerSession, PlayerState } from './session.ts';

interface ControlsProps {
  readonly session: PlayerSession;
  readonly state: PlayerState;
  readonly archive: boolean;
  readonly mayLive: boolean;
  readonly maySnapshot: boolean;
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly title: string;
}

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

export function Controls({ session, state, archive, mayLive, maySnapshot, stage, title }: ControlsProps) {
  const { t } = useTranslation('player');
  const live = state.mode === 'live';
  return (
    <>
      <div className={styles.top}>
        <span className={styles.title}>{title}</span>
        {maySnapshot && (
          <Control label={t('snapshot')} onClick={() => void saveSnapshot(stage.current, title, session.time())}>
            <IconCamera />
          </Control>
        )}
        {document.pictureInPictureEnabled && (
          <Control label={t('pictureInPicture')} onClick={() => void pictureInPicture(stage.current)}>
            <IconPictureInPicture />
          </Control>
        )}
      </div>
      <div className={styles.bottom}>
        <Control label={state.paused ? t('play') : t('pause')} onClick={() => session.toggle()}>
          {state.paused ? <IconPlayerPlayFilled /> : <IconPlayerPauseFilled />}
        </Control>
        {archive && (
          <>
            <Control label={t('back10')} onClick={() => session.step(-10)}>
              <IconRewindBackward10 />
            </Control>
            <Control label={t('forward10')} disabled={live} onClick={() => session.step(10)}>
              <IconRewindForward10 />
            </Control>
          </>
        )}
        {mayLive && (
          <button
            type="button"
            className={styles.live}
            data-on={live && !state.paused && state.phase === 'playing'}
            aria-pressed={live && !state.paused}
            onClick={() => session.goLive()}
          >
            <span className={styles.dot} aria-hidden="true" />
            {t('live')}
          </button>
        )}
        <span className={styles.spring} />
        {!live && (
          <select
            className={styles.speed}
            aria-label={t('speed')}
            value={state.speed}
            onChange={(event) => session.setSpeed(Number(event.currentTarget.value))}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {speed}×
              </option>
            ))}
          </select>
        )}
        <Control label={state.muted ? t('unmute') : t('mute')} onClick={() => session.setMuted(!state.muted)}>
          {state.muted ? <IconVolumeOff /> : <IconVolume />}
        </Control>
        <Control label={t('fullScreen')} onClick={() => void toggleFullScreen(stage.current)}>
          <IconMaximize />
        </Control>
      </div>
    </>
  );
}

interface ControlProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

function Control({ label, onClick, disabled, children }: ControlProps) {
  return (
    <button
      type="button"
      className={styles.control}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

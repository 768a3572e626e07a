import type { TFunction } from 'i18next';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, shortDate } from '../format/time.ts';
import { offsetLabel } from '../format/zone.ts';
import { now } from './clock.ts';
import styles from './Player.module.css';
import type { PlayerSession, PlayerState } from './session.ts';

interface PlaceBarProps {
  readonly session: PlayerSession;
  readonly state: PlayerState;
  readonly zone: string;
  readonly children?: ReactNode;
}

/** Where in time the picture is, on the camera's clock, and the tools that belong to it. */
export function PlaceBar({ session, state, zone, children }: PlaceBarProps) {
  const { t, i18n } = useTranslation('player');
  const [time, setTime] = useState(() => session.time());
  useEffect(() => {
    const timer = window.setInterval(() => setTime(session.time()), 250);
    return () => window.clearInterval(timer);
  }, [session]);
  return (
    <div className={styles.place}>
      <span className={styles.clock}>
        <strong>{clockTime(time, zone, i18n.language, true)}</strong>
        <span className={styles.date}>
          {shortDate(time, zone, i18n.language, now())} · {offsetLabel(zone, time)}
        </span>
        <span className={styles.mode} data-live={state.mode === 'live' && !state.paused && state.phase === 'playing'}>
          {modeWords(state, t)}
        </span>
      </span>
      <span className={styles.tools}>{children}</span>
    </div>
  );
}

function modeWords({ mode, paused, phase }: PlayerState, t: TFunction<'player'>): string {
  if (mode === 'archive') return t('modeArchive');
  if (paused) return t('modePaused');
  return phase === 'playing' ? t('modeLive') : t('modeNone');
}

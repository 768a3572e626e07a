import {
  IconBan,
  IconCircle,
  IconCircleDashed,
  IconCircleDotted,
  IconCircleFilled,
  IconMinus,
  IconPlayerRecord,
  IconPlayerRecordFilled,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Camera, CameraState } from '../../api/types.ts';
import { exactTime, secondsOf, sinceTime } from '../../format/time.ts';
import styles from './StatusPill.module.css';

const ICONS = {
  live: IconCircleFilled,
  starting: IconCircleDashed,
  on_demand: IconCircleDotted,
  offline: IconCircle,
  blocked: IconBan,
  no_source: IconMinus,
} as const satisfies Record<CameraState, unknown>;

interface StatusPillProps {
  readonly status: Pick<Camera['status'], 'state' | 'recording' | 'since'> &
    Partial<Pick<Camera['status'], 'health' | 'healthSince' | 'recordingError'>>;
  readonly zone: string;
  /** Over a picture: on a dark ground of its own. */
  readonly over?: boolean;
}

/** A camera's state by colour, shape and word; the same everywhere. What is wrong beside it stands beside it. */
export function StatusPill({ status, ...how }: StatusPillProps) {
  const { state, health = null, healthSince = null, recordingError = null } = status;
  if (state === 'live' && recordingError !== null && !how.over)
    return (
      <span className={styles.both}>
        <Pill status={status} {...how} />
        <NotRecorded />
      </span>
    );
  const ill = state === 'blocked' && !how.over && (health === 'offline' || health === 'no_source');
  if (!ill) return <Pill status={status} {...how} />;
  return (
    <span className={styles.both}>
      <Pill status={status} {...how} />
      <Pill status={{ state: health, since: healthSince, recording: false }} {...how} />
    </span>
  );
}

/** Why, and what to do, is for the provider's people: the console says it. */
function NotRecorded() {
  const { t } = useTranslation('player');
  return (
    <span className={styles.pill} data-state="offline">
      <IconPlayerRecord size={13} stroke={2.4} aria-hidden="true" />
      {t('state.notRecorded')}
    </span>
  );
}

function Pill({ status, zone, over = false }: StatusPillProps) {
  const { t, i18n } = useTranslation('player');
  const { state, since, recording } = status;
  const Icon = ICONS[state];
  const time = since === null ? undefined : secondsOf(since);
  const word =
    state === 'offline' && time !== undefined
      ? t('state.offlineSince', { time: sinceTime(time, zone, i18n.language) })
      : t(`state.${state}`);
  return (
    <span
      className={styles.pill}
      data-state={state}
      data-over={over || undefined}
      title={time === undefined ? undefined : exactTime(time, zone, i18n.language)}
    >
      <Icon size={state === 'live' ? 9 : 13} stroke={2.4} aria-hidden="true" />
      {word}
      {recording && state === 'live' && (
        <IconPlayerRecordFilled size={13} className={styles.recording} role="img" aria-label={t('state.recording')} />
      )}
    </span>
  );
}

import { IconCloudOff, IconLock, IconPlayerPlayFilled, IconVideoOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Player.module.css';
import type { PlayerState } from './session.ts';

interface OverlayProps {
  readonly state: PlayerState;
  readonly notice: ReactNode;
  readonly offline: string | undefined;
  readonly onRetry: () => void;
  readonly onPlay: () => void;
}

/** What lies over the picture when there is none: why, in words. */
export function Overlay({ state, notice, offline, onRetry, onPlay }: OverlayProps) {
  const { t } = useTranslation('player');
  const { phase, mode, paused } = state;
  if (notice !== undefined) return <div className={styles.notice}>{notice}</div>;
  if (phase === 'hidden' && paused) {
    return (
      <button type="button" className={styles.start} aria-label={t('play')} onClick={onPlay}>
        <IconPlayerPlayFilled size={40} aria-hidden="true" />
      </button>
    );
  }
  if (offline !== undefined && mode === 'live' && (phase === 'loading' || phase === 'waiting')) {
    return <Message icon={<IconVideoOff size={36} />} text={offline} more={t('embed.offlineMore')} />;
  }
  if (phase === 'loading') return <div className={styles.spinner} role="status" aria-label={t('phase.loading')} />;
  if (phase === 'waiting') {
    return (
      <div className={styles.strip} role="status">
        <IconCloudOff size={18} aria-hidden="true" />
        {t('phase.waiting')}
      </div>
    );
  }
  if (phase === 'denied')
    return <Message icon={<IconLock size={36} />} text={t('phase.denied')} more={t('phase.deniedMore')} />;
  if (phase === 'noWindows')
    return <Message icon={<IconLock size={36} />} text={t('phase.noWindows')} more={t('phase.noWindowsMore')} />;
  if (phase === 'cut' || phase === 'windows' || phase === 'limit') {
    return (
      <Message icon={<IconLock size={36} />} text={t(`phase.${phase}`)} more={t(`phase.${phase}More`)}>
        <button type="button" className={styles.plain} onClick={onRetry}>
          {t('retry')}
        </button>
      </Message>
    );
  }
  if (phase === 'unsupported') {
    return (
      <Message icon={<IconVideoOff size={36} />} text={t('phase.unsupported')} more={t('phase.unsupportedMore')} />
    );
  }
  if (phase === 'failed') {
    return (
      <Message icon={<IconVideoOff size={36} />} text={t('phase.failed')} more={t('phase.failedMore')}>
        <button type="button" className={styles.plain} onClick={onRetry}>
          {t('retry')}
        </button>
      </Message>
    );
  }
  return null;
}

interface MessageProps {
  readonly icon: ReactNode;
  readonly text: string;
  readonly more?: string | undefined;
  readonly children?: ReactNode;
}

export function Message({ icon, text, more, children }: MessageProps) {
  return (
    <div className={styles.notice} role="status">
      <span className={styles.noticeIcon} aria-hidden="true">
        {icon}
      </span>
      <strong>{text}</strong>
      {more !== undefined && <span className={styles.noticeMore}>{more}</span>}
      {children}
    </div>
  );
}

import { IconCloudOff, IconLock, IconVideoOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Player.module.css';
import type { Phase } from './session.ts';

interface OverlayProps {
  readonly phase: Phase;
  readonly notice: ReactNode;
  readonly onRetry: () => void;
}

/** What lies over the picture when there is none: why, in words. */
export function Overlay({ phase, notice, onRetry }: OverlayProps) {
  const { t } = useTranslation('player');
  if (notice !== undefined) return <div className={styles.notice}>{notice}</div>;
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
  if (phase === 'cut') {
    return (
      <Message icon={<IconLock size={36} />} text={t('phase.cut')} more={t('phase.cutMore')}>
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

import { useTranslation } from 'react-i18next';
import { exactTime } from '../../format/time.ts';
import type { Span } from '../spans.ts';
import styles from './Timeline.module.css';

interface RangeListProps {
  readonly spans: readonly Span[];
  readonly zone: string;
  /** Seconds that the timeline shows. */
  readonly span: number;
  readonly onSeek: (time: number) => void;
}

/** What the strip shows, in words, for those who cannot see it. */
export function RangeList({ spans, zone, onSeek }: RangeListProps) {
  const { t, i18n } = useTranslation('player');
  const words = (time: number) => exactTime(time, zone, i18n.language);
  return (
    <ul className={styles.readers} aria-label={t('timeline.ranges')}>
      {spans.slice(-50).map((span) => (
        <li key={Math.round(span.from)}>
          <button type="button" tabIndex={-1} onClick={() => onSeek(span.from)}>
            {t('timeline.range', { from: words(span.from), to: words(span.to) })}
          </button>
        </li>
      ))}
      {spans.length === 0 && <li>{t('timeline.none')}</li>}
    </ul>
  );
}

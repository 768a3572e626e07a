import { Button } from '@mantine/core';
import { useElementSize, useInterval } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery } from '../api/session.ts';
import type { Me } from '../api/types.ts';
import { useLeave } from '../app/useLeave.ts';
import { now } from '../player/clock.ts';
import { useWords } from '../ui/useWords.ts';
import styles from './SupportBanner.module.css';

/** Over every page of a tab in which an administrator looks or acts as the user: who, whom, how, for how long, and the end. */
export function SupportBanner({ me: { user, support } }: { me: Me }) {
  const { t } = useWords();
  const leave = useLeave();
  const left = useSecondsLeft(support?.until);
  const banner = useHeight();
  if (support === null) return null;
  const minutes = Math.floor(left / 60);
  const clock = `${minutes}:${String(left % 60).padStart(2, '0')}`;
  return (
    <section ref={banner} className={styles.banner} aria-label={t('support.title')}>
      <div className={styles.words}>
        <strong>{t('support.as', { login: user.login, support: support.login })}</strong>{' '}
        {support.mode === 'view' ? t('support.views') : t('support.acts')}
      </div>
      <time className="numbers" title={t('support.left')} dateTime={`PT${left}S`}>
        {clock}
      </time>
      <Button color="dark" size="compact-md" h={36} loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('support.end')}
      </Button>
    </section>
  );
}

/** Headers that stick to the top stay below it. */
function useHeight() {
  const { ref, height } = useElementSize<HTMLElement>({ box: 'border-box' });
  useEffect(() => {
    document.documentElement.style.setProperty('--banner', `${height}px`);
    return () => void document.documentElement.style.removeProperty('--banner');
  }, [height]);
  return ref;
}

/** Whole seconds until then by the server's clock; at none the session is asked for, which then says that it is over. */
function useSecondsLeft(until: string | undefined): number {
  const queries = useQueryClient();
  const read = () => Math.max(0, Math.round((until === undefined ? 0 : Date.parse(until) / 1000) - now()));
  const [left, setLeft] = useState(read);
  useInterval(() => setLeft(read()), 1000, { autoInvoke: true });
  const over = left === 0;
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [over, queries]);
  return left;
}

import { Button, EmptyState, Title } from '@mantine/core';
import { IconMapOff, IconPlugConnectedX } from '@tabler/icons-react';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problems/problem.ts';
import { BarredPage } from '../sign-in/BarredPage.tsx';
import { LinkButton } from '../ui/links.tsx';
import { problemText } from '../ui/problemText.ts';
import { useTitle } from '../ui/useTitle.ts';
import { paths } from './routes/paths.ts';

const AGAIN_MS = 5000;

/** Where a page would be: what went wrong and what to try. While the server is away it tries by itself. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const block = error instanceof Problem ? error.block : undefined;
  const away = error instanceof Problem && (block !== undefined || ['offline', 'unavailable'].includes(error.code));
  const { title, text } = wordsOf(t, error, away);
  const again = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  useEffect(() => {
    if (!away) return;
    const timer = window.setInterval(() => void router.invalidate(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [away, router]);

  if (error instanceof Problem && error.code === 'not_found') return <NotFoundPage />;
  if (block) return <BarredPage block={block} />;
  return (
    <EmptyState
      role="alert"
      py={80}
      px="md"
      icon={<IconPlugConnectedX size={40} stroke={1.5} />}
      title={<Title order={1}>{title}</Title>}
      description={text}
    >
      <EmptyState.Actions>
        <Button onClick={again}>{t('actions.retry')}</Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}

/** The same outside of every layout. */
export function ErrorOutside(props: ErrorComponentProps) {
  const barred = props.error instanceof Problem && props.error.block !== undefined;
  return barred ? (
    <ErrorPage {...props} />
  ) : (
    <main>
      <ErrorPage {...props} />
    </main>
  );
}

function wordsOf(t: TFunction<'app'>, error: unknown, away: boolean): { title: string; text: string } {
  if (away && !navigator.onLine) return { title: t('states.aloneTitle'), text: t('states.aloneText') };
  if (away) return { title: t('states.offTitle'), text: t('states.offText') };
  const forbidden = error instanceof Problem && error.status === 403;
  return { title: t(forbidden ? 'states.forbiddenTitle' : 'states.errorTitle'), text: problemText(t, error) };
}

export function NotFoundPage() {
  const { t } = useTranslation();
  useTitle(t('states.notFoundTitle'));
  return (
    <EmptyState
      py={80}
      px="md"
      icon={<IconMapOff size={40} stroke={1.5} />}
      title={<Title order={1}>{t('states.notFoundTitle')}</Title>}
      description={t('states.notFoundText')}
    >
      <EmptyState.Actions>
        <LinkButton to={paths.home}>{t('states.toStart')}</LinkButton>
      </EmptyState.Actions>
    </EmptyState>
  );
}

/** An address that is no page at all: outside of every layout. */
export function NowherePage() {
  return (
    <main>
      <NotFoundPage />
    </main>
  );
}

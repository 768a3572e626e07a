import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { messagesQuery } from '../../api/tickets.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { MoreRows } from '../MoreRows.tsx';
import { When } from '../status/When.tsx';
import styles from './Thread.module.css';

interface ThreadProps {
  readonly ticketId: number;
  /** It is the provider's people who read it. */
  readonly provider?: boolean;
  /** What an author is called. */
  readonly said?: (author: string) => string;
}
const asItIs = (author: string): string => author;

/** What was written in a ticket, by time. */
export function Thread({ ticketId, provider = false, said = asItIs }: ThreadProps) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(messagesQuery(ticketId));
  const messages = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton height={96} maw={640} aria-busy="true" />;
  if (list.isError && messages.length === 0)
    return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Stack gap={8}>
      <ol className={styles.list} aria-label={t('thread.messages')}>
        {messages.map((message) => (
          <li key={message.id} className={styles.message} data-own={message.byProvider === provider || undefined}>
            <Group gap={8} fz={13} c="dimmed">
              <Text fz="inherit" fw={500} span>
                {message.author === null ? t('thread.provider') : said(message.author)}
              </Text>
              {message.byProvider && message.author !== null && <span>{t('thread.provider')}</span>}
              <When at={message.at} />
            </Group>
            <p className={styles.text}>{message.text}</p>
          </li>
        ))}
      </ol>
      <MoreRows list={list} />
    </Stack>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { type HistoryOf, historyQuery } from '../api/system.ts';
import { ListFrame } from '../ui/table/ListFrame.tsx';
import { useWords } from '../ui/useWords.ts';
import { ChangeTable } from './ChangeTable.tsx';

/** What happened to one object, newest first. */
export function ObjectHistory({ kind, id }: { kind: HistoryOf; id: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(historyQuery(kind, id));
  const changes = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('tabs.history')}
      list={list}
      empty={changes.length === 0}
      emptyTitle={t('audit.none')}
      emptyText={t('audit.noneMore')}
    >
      <ChangeTable changes={changes} />
    </ListFrame>
  );
}

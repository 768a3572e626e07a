import { Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type AuditFilter, auditQuery } from '../../api/system.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { countText } from '../../ui/countText.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ChangeTable } from '../ChangeTable.tsx';

const KINDS = [
  'camera',
  'door',
  'lock',
  'access_key',
  'door_code',
  'organization',
  'user',
  'preset',
  'plan',
  'ticket',
  'folder',
] as const;

/** Who did what, when, from where. */
export function AuditPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.audit) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData });
  const changes = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: AuditFilter) =>
    void navigate({ to: paths.audit, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <ListFrame
      title={t('pages.audit')}
      total={total === undefined ? undefined : countText(a, total, t('count.changes', { count: total }))}
      tools={
        <>
          <SearchField label={t('audit.search')} value={filter.search} onChange={(search) => set({ search })} />
          <Select
            w={190}
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            aria-label={t('audit.object')}
            placeholder={t('audit.anyObject')}
            value={filter.objectKind ?? null}
            data={KINDS.map((value) => ({ value, label: t(`audit.kinds.${value}`) }))}
            onChange={(value) => set({ objectKind: value ?? undefined, objectId: undefined })}
          />
        </>
      }
      list={list}
      empty={changes.length === 0}
      emptyTitle={t('audit.none')}
      emptyText={t('audit.noneMore')}
      onClear={filtered ? () => void navigate({ to: paths.audit, search: {} }) : undefined}
    >
      <ChangeTable changes={changes} objects />
    </ListFrame>
  );
}

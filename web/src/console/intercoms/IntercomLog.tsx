import { Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { accessLogFile, accessLogQuery, type LogFilter } from '../../api/intercoms.ts';
import type { DoorEvent, IntercomCard } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import type { intercomCardSearch } from '../../app/routes/searches.ts';
import { useZone } from '../../app/useMe.ts';
import { startOf } from '../../format/days.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { EVENT_KINDS, useDoorEventColumns } from '../doors/doorEventColumns.tsx';

type Filter = Pick<ReturnType<typeof intercomCardSearch>, 'search' | 'kind' | 'flat' | 'day'>;

/** Who came in by the doors of the intercom or tried to: when, how, and what came of it. */
export function IntercomLog({ intercom: { id } }: { intercom: IntercomCard }) {
  const { t } = useWords();
  const { search, kind, flat, day } = useSearch({ from: inConsole(paths.intercom) });
  const filter: Filter = { search, kind, flat, day };
  const navigate = useNavigate();
  const zone = useZone();
  const asked = logFilter(filter, zone);
  const list = useInfiniteQuery({ ...accessLogQuery(id, asked), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useDoorEventColumns(id);
  const set = (change: Filter) =>
    void navigate({
      to: paths.intercom,
      params: { intercomId: id },
      search: { tab: 'log', ...filter, ...change },
      replace: true,
    });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Stack gap={12}>
      <ListFrame
        inner
        title={t('intercom.log')}
        list={list}
        tools={
          <>
            <SearchField label={t('intercom.searchWho')} value={search} onChange={(text) => set({ search: text })} />
            <LogFilters filter={filter} onChange={set} />
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              component="a"
              href={accessLogFile(id, asked)}
              download
            >
              CSV
            </Button>
          </>
        }
        empty={rows.length === 0}
        emptyTitle={t('intercom.noLog')}
        emptyText={t('event.noneMore')}
        onClear={
          filtered ? () => set({ search: undefined, kind: undefined, flat: undefined, day: undefined }) : undefined
        }
      >
        <DataTable
          label={t('intercom.log')}
          columns={columns}
          rows={rows}
          rowId={(event) => String(event.id)}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      <Text fz={13} c="dimmed">
        {t('intercom.logSources')}
      </Text>
    </Stack>
  );
}

function LogFilters({ filter: { kind, flat, day }, onChange }: { filter: Filter; onChange: (change: Filter) => void }) {
  const { t } = useWords();
  const zone = useZone();
  return (
    <>
      <Select
        w={200}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        aria-label={t('event.how')}
        placeholder={t('event.anyHow')}
        value={kind ?? null}
        data={EVENT_KINDS.map((value) => ({ value, label: t(`event.kinds.${value}`) }))}
        onChange={(value) => onChange({ kind: EVENT_KINDS.find((one): one is DoorEvent['kind'] => one === value) })}
      />
      <TextInput
        w={120}
        aria-label={t('key.apartment')}
        placeholder={t('key.apartment')}
        defaultValue={flat ?? ''}
        key={flat ?? ''}
        onBlur={(event) => onChange({ flat: event.currentTarget.value.trim() || undefined })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange({ flat: event.currentTarget.value.trim() || undefined });
        }}
      />
      <TextInput
        w={160}
        type="date"
        aria-label={t('form.ofZone', { label: t('intercom.day'), zone })}
        value={day ?? ''}
        onChange={(event) => onChange({ day: event.currentTarget.value || undefined })}
      />
      <Text fz={13} c="dimmed" aria-hidden="true">
        {zone}
      </Text>
    </>
  );
}

/** A day is that of the provider's clock. */
const logFilter = ({ search, kind, flat, day }: Filter, zone: string): LogFilter =>
  day === undefined
    ? { who: search, kind, flat }
    : { who: search, kind, flat, from: startOf(day, zone, 0), to: startOf(day, zone, 1) };

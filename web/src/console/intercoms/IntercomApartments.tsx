import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { flatsQuery } from '../../api/intercoms.ts';
import type { IntercomCard, IntercomFlat } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { FlatSettingsDialog } from './FlatSettingsDialog.tsx';
import { type FlatContract, useFlatColumns } from './flatColumns.tsx';
import { LinkFlatDialog } from './LinkFlatDialog.tsx';
import { UnlinkFlatDialog } from './UnlinkFlatDialog.tsx';

/** What is done to a flat, in a dialog. */
type Asked =
  | { readonly what: 'link'; readonly flat?: string }
  | { readonly what: 'settings'; readonly flat: IntercomFlat }
  | { readonly what: 'unlink'; readonly contract: FlatContract };

/** The flats of an intercom: who is linked with them, their keys, and what they have of their own. */
export function IntercomApartments({ intercom }: { intercom: IntercomCard }) {
  const { t } = useWords();
  const { id, flatFrom, flatTo } = intercom;
  const { search, individual, empty } = useSearch({ from: inConsole(paths.intercom) });
  const filter = { search, individual, empty };
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>();
  const mayManage = useMay('intercoms.manage');
  const list = useInfiniteQuery({ ...flatsQuery(id, filter), placeholderData: keepPreviousData });
  const columns = useFlatColumns(intercom, mayManage, setAsked);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: typeof filter | Record<string, never>) =>
    void navigate({
      to: paths.intercom,
      params: { intercomId: id },
      search: { tab: 'apartments', ...change },
      replace: true,
    });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const close = () => setAsked(undefined);
  return (
    <Stack gap={12}>
      <Text c="dimmed" fz={14}>
        {flatFrom === null || flatTo === null
          ? t('intercom.anyFlat')
          : t('intercom.range', { from: flatFrom, to: flatTo })}
        {total !== undefined && ` · ${t('count.flats', { count: total })}`}
      </Text>
      <ListFrame
        inner
        title={t('intercom.apartments')}
        list={list}
        action={
          mayManage && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAsked({ what: 'link' })}>
              {t('intercom.link')}
            </Button>
          )
        }
        tools={
          <>
            <SearchField
              label={t('intercom.searchFlat')}
              value={search}
              onChange={(text) => set({ ...filter, search: text })}
            />
            {flatFrom !== null && (
              <Checkbox
                label={t('intercom.withEmpty')}
                checked={empty === true}
                onChange={(event) => set({ ...filter, empty: event.currentTarget.checked || undefined })}
              />
            )}
            <Checkbox
              label={t('intercom.individualOnly')}
              checked={individual === true}
              onChange={(event) => set({ ...filter, individual: event.currentTarget.checked || undefined })}
            />
          </>
        }
        empty={rows.length === 0}
        emptyTitle={t('intercom.noFlats')}
        emptyText={t('intercom.noFlatsMore')}
        onClear={filtered ? () => set({}) : undefined}
      >
        <DataTable
          label={t('intercom.apartments')}
          columns={columns}
          rows={rows}
          rowId={({ flat }) => flat ?? ''}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      {asked?.what === 'link' && <LinkFlatDialog intercom={intercom} flat={asked.flat} onClose={close} />}
      {asked?.what === 'settings' && <FlatSettingsDialog intercomId={id} flat={asked.flat} onClose={close} />}
      {asked?.what === 'unlink' && <UnlinkFlatDialog intercomId={id} contract={asked.contract} onClose={close} />}
    </Stack>
  );
}

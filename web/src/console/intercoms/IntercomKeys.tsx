import { Alert, Button, Select, Stack } from '@mantine/core';
import { IconDownload, IconRefresh, IconTableImport, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { intercomKeysQuery, removeIntercomKeys } from '../../api/intercoms.ts';
import { keysFile } from '../../api/keyTables.ts';
import type { IntercomCard, IntercomKey } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { DataTable, type Selection } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { KeyTableDialog } from '../intercom/KeyTableDialog.tsx';
import { KeyCollection } from './KeyCollection.tsx';
import { KeySynchronization } from './KeySynchronization.tsx';
import { KeyTimeDialog } from './KeyTimeDialog.tsx';
import { useIntercomKeyColumns } from './keyColumns.tsx';

const TIMES = ['valid', 'coming', 'over'] as const satisfies readonly IntercomKey['time'][];
const SHOWN = 8;

type Dialog = 'table' | 'compare' | 'remove' | IntercomKey;

/** The keys of all contracts that open a door of the intercom, and how far each is on the panel. */
export function IntercomKeys({ intercom }: { intercom: IntercomCard }) {
  const { t } = useWords();
  const { id, keepsKeys } = intercom;
  const { search, time } = useSearch({ from: inConsole(paths.intercom) });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [selection, setSelection] = useState<Selection>({});
  const [dialog, setDialog] = useState<Dialog>();
  const mayManage = useMay('keys.manage');
  const list = useInfiniteQuery({ ...intercomKeysQuery(id, { search, time }), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = rows.filter((key) => selection[String(key.id)]);
  const columns = useIntercomKeyColumns(mayManage ? setDialog : undefined);
  const set = (change: { search?: string | undefined; time?: IntercomKey['time'] | undefined }) =>
    void navigate({
      to: paths.intercom,
      params: { intercomId: id },
      search: { tab: 'keys', search, time, ...change },
      replace: true,
    });
  const close = () => setDialog(undefined);
  return (
    <Stack gap={12}>
      {!keepsKeys && (
        <Alert color="yellow" variant="light">
          {t('intercom.keepsNoKeys')}
        </Alert>
      )}
      <ListFrame
        inner
        title={t('tabs.keys')}
        list={list}
        tools={
          <>
            <SearchField label={t('intercom.searchKey')} value={search} onChange={(text) => set({ search: text })} />
            <TimeFilter value={time} onChange={(value) => set({ time: value })} />
            <KeyButtons intercom={intercom} mayManage={mayManage} chosen={chosen.length} onAsk={setDialog} />
          </>
        }
        empty={rows.length === 0}
        emptyTitle={t('intercom.noKeys')}
        emptyText={t('intercom.noKeysMore')}
        onClear={
          search !== undefined || time !== undefined ? () => set({ search: undefined, time: undefined }) : undefined
        }
      >
        <DataTable
          label={t('tabs.keys')}
          columns={columns}
          rows={rows}
          rowId={(key) => String(key.id)}
          stale={list.isPlaceholderData}
          {...(mayManage ? { selection, onSelection: setSelection } : {})}
        />
      </ListFrame>
      {keepsKeys && <KeyCollection intercom={intercom} />}
      {dialog === 'table' && <KeyTableDialog cameraId={id} onClose={close} />}
      {dialog === 'compare' && <KeySynchronization intercomId={id} onClose={close} />}
      {dialog === 'remove' && (
        <TypedConfirm
          title={t('intercom.removeKeys', { count: chosen.length })}
          text={<Going keys={chosen} />}
          word={String(chosen.length)}
          confirm={t('intercom.removeKeys', { count: chosen.length })}
          action={async () => {
            await removeIntercomKeys(
              id,
              chosen.map((key) => key.id),
            );
            setSelection({});
            await queries.invalidateQueries({ queryKey: ['intercoms'] });
          }}
          onClose={close}
        />
      )}
      {typeof dialog === 'object' && <KeyTimeDialog of={dialog} onClose={close} />}
    </Stack>
  );
}

function TimeFilter(props: {
  value: IntercomKey['time'] | undefined;
  onChange: (value: IntercomKey['time'] | undefined) => void;
}) {
  const { t } = useWords();
  return (
    <Select
      w={190}
      clearable
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      aria-label={t('intercom.time')}
      placeholder={t('intercom.anyTime')}
      value={props.value ?? null}
      data={TIMES.map((value) => ({ value, label: t(`intercom.times.${value}`) }))}
      onChange={(value) => props.onChange(TIMES.find((one) => one === value))}
    />
  );
}

interface KeyButtonsProps {
  readonly intercom: IntercomCard;
  readonly mayManage: boolean;
  /** How many are. */
  readonly chosen: number;
  readonly onAsk: (dialog: Dialog) => void;
}

function KeyButtons({ intercom: { id, keepsKeys }, mayManage, chosen, onAsk }: KeyButtonsProps) {
  const { t } = useWords();
  return (
    <>
      {keepsKeys && (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={() => onAsk('compare')}>
          {t('intercom.synchronize')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        component="a"
        href={keysFile(id)}
        download
        aria-label={t('keyTable.downloadLabel')}
      >
        {t('keyTable.download')}
      </Button>
      {mayManage && (
        <Button variant="default" leftSection={<IconTableImport size={16} />} onClick={() => onAsk('table')}>
          {t('keyTable.open')}
        </Button>
      )}
      {chosen > 0 && (
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          leftSection={<IconTrash size={16} />}
          onClick={() => onAsk('remove')}
        >
          {t('intercom.removeKeys', { count: chosen })}
        </Button>
      )}
    </>
  );
}

/** Which keys will go, by name. */
function Going({ keys }: { keys: readonly IntercomKey[] }) {
  const { t } = useWords();
  return (
    <>
      {t('intercom.removeKeysText')}{' '}
      <span className="numbers">
        {keys
          .slice(0, SHOWN)
          .map(({ digits, flat, organization }) => `${digits} (${flat ?? organization.title})`)
          .join(', ')}
      </span>
      {keys.length > SHOWN && ` ${t('intercom.andMore', { count: keys.length - SHOWN })}`}
    </>
  );
}

import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { addKey, keysQuery, removeKey } from '../../api/keys.ts';
import type { AccessKey } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { problemText } from '../../ui/problemText.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { isKeyDigits } from './keyDigits.ts';

/** The RFID keys of the contract, and on how many of its panels they are. */
export function OrganizationKeys({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [search, setSearch] = useState<string>();
  const [going, setGoing] = useState<AccessKey>();
  const list = useInfiniteQuery({ ...keysQuery(organizationId, search), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => queries.invalidateQueries({ queryKey: ['keys'] });
  const columns = useMemo<Column<AccessKey>[]>(
    () => [
      { id: 'digits', header: t('key.digits'), cell: ({ digits }) => <span className="numbers">{digits}</span> },
      { id: 'panels', header: t('key.onPanels'), cell: (key) => <OnPanels of={key} /> },
      { id: 'comment', header: t('camera.comment'), cell: ({ comment }) => comment },
      { id: 'created', header: t('key.added'), cell: ({ createdAt }) => <When at={createdAt} /> },
      {
        id: 'remove',
        header: t('list.remove'),
        cell: (key) => (
          <IconAction small label={t('key.remove', { digits: key.digits })} onClick={() => setGoing(key)}>
            <IconTrash size={16} stroke={1.6} />
          </IconAction>
        ),
      },
    ],
    [t],
  );
  return (
    <>
      <KeyForm organizationId={organizationId} onSaved={refresh} />
      <ListFrame
        inner
        title={t('tabs.keys')}
        list={list}
        tools={<SearchField label={t('key.search')} value={search} onChange={setSearch} />}
        empty={rows.length === 0}
        emptyTitle={t('key.none')}
        emptyText={t('key.noneMore')}
        onClear={search === undefined ? undefined : () => setSearch(undefined)}
      >
        <DataTable
          label={t('tabs.keys')}
          columns={columns}
          rows={rows}
          rowId={({ id }) => String(id)}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      {going !== undefined && (
        <FormDialog
          danger
          title={t('key.remove', { digits: going.digits })}
          text={t('key.removeText')}
          submit={a('actions.delete')}
          action={() => removeKey(organizationId, going.id).then(refresh)}
          onClose={() => setGoing(undefined)}
        >
          {going.comment !== '' && <Text fz={14}>{going.comment}</Text>}
        </FormDialog>
      )}
    </>
  );
}

function OnPanels({ of: { panels, written } }: { of: AccessKey }) {
  const { t } = useWords();
  if (panels === 0)
    return (
      <Text fz="inherit" c="dimmed" title={t('key.noPanelsMore')}>
        {t('key.noPanels')}
      </Text>
    );
  return t(written === panels ? 'key.onAll' : 'key.onSome', { written, count: panels });
}

interface KeyFormProps {
  readonly organizationId: number;
  readonly onSaved: () => Promise<unknown>;
}

function KeyForm({ organizationId, onSaved }: KeyFormProps) {
  const { t, a } = useWords();
  const [digits, setDigits] = useState('');
  const [comment, setComment] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = useMutation({
    mutationFn: () => addKey(organizationId, { digits: digits.trim(), comment: comment.trim() }),
    onSuccess: async () => {
      setDigits('');
      setComment('');
      await onSaved();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(!isKeyDigits(digits));
    if (isKeyDigits(digits) && !add.isPending) add.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-start" gap={8} mb={16}>
        <TextInput
          flex="1 1 200px"
          maw={{ xs: 280 }}
          label={t('key.digits')}
          description={t('key.digitsHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="00000075bcd01a"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={digits}
          error={wrong ? t('key.wrongDigits') : add.isError ? problemText(a, add.error) : undefined}
          onChange={(event) => {
            setDigits(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <TextInput
          flex="1 1 200px"
          maw={{ xs: 280 }}
          label={t('camera.comment')}
          maxLength={500}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" mt={22} loading={add.isPending}>
          {t('key.add')}
        </Button>
      </Group>
    </form>
  );
}

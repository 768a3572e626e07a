import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AddressCode, addAddressCode } from '../../api/locations.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';

const LEVELS = [
  'region',
  'area',
  'city',
  'settlement',
  'street',
  'house',
  'other',
] as const satisfies readonly AddressCode['level'][];

/** One address of the directory. */
export function AddCodeDialog({ code: given = '', onClose }: { code?: string; onClose: () => void }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [code, setCode] = useState(given);
  const [title, setTitle] = useState('');
  const [parent, setParent] = useState('');
  const [level, setLevel] = useState<AddressCode['level']>('house');
  return (
    <FormDialog
      title={t('location.addCodeTitle')}
      text={t('location.addCodeText')}
      submit={a('actions.save')}
      ready={code.trim() !== '' && title.trim() !== ''}
      action={async () => {
        await addAddressCode({ code: code.trim(), title: title.trim(), level, parentCode: parent.trim() || null });
        await queries.invalidateQueries({ queryKey: ['locations'] });
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('location.code')}
        value={code}
        maxLength={64}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        label={t('location.title')}
        value={title}
        maxLength={255}
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Select
        allowDeselect={false}
        label={t('location.level')}
        value={level}
        data={LEVELS.map((value) => ({ value, label: t(`location.levels.${value}`) }))}
        onChange={(value) => setLevel(LEVELS.find((one) => one === value) ?? level)}
      />
      <TextInput
        label={t('location.parentCode')}
        description={t('location.parentCodeHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={parent}
        maxLength={64}
        onChange={(event) => setParent(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

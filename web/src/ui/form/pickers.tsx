import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cameraSearchQuery } from '../../api/cameras.ts';
import { lockSearchQuery } from '../../api/locks.ts';
import { organizationSearchQuery } from '../../api/organizations.ts';
import { userSearchQuery } from '../../api/users.ts';
import { useWords } from '../useWords.ts';

export interface Picked {
  readonly id: number;
  readonly title: string;
}

interface PickerProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly value: Picked | null;
  readonly onChange: (value: Picked | null) => void;
  readonly clearable?: boolean;
  readonly placeholder?: string;
  readonly hideLabel?: boolean;
}

export function OrganizationPicker(props: PickerProps) {
  const { search, setTyped } = useTyped(props.value);
  const found = useQuery({ ...organizationSearchQuery(search), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map(({ id, title }) => ({ id, title }));
  return <Picker {...props} found={options} onSearch={setTyped} />;
}

export function UserPicker(props: PickerProps) {
  const { search, setTyped } = useTyped(props.value);
  const found = useQuery({ ...userSearchQuery(search), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map(({ id, login, name }) => ({
    id,
    title: name === null || name === '' ? login : `${login} – ${name}`,
  }));
  return <Picker {...props} found={options} onSearch={setTyped} />;
}

export function CameraPicker(props: PickerProps) {
  const { search, setTyped } = useTyped(props.value);
  const found = useQuery({ ...cameraSearchQuery(search), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map(({ id, title, name, organization }) => ({
    id,
    title: `${title === '' ? name : title} – ${organization.title}`,
  }));
  return <Picker {...props} found={options} onSearch={setTyped} />;
}

export function LockPicker(props: PickerProps) {
  const { search, setTyped } = useTyped(props.value);
  const found = useQuery({ ...lockSearchQuery(search), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map((lock) => ({ id: lock.id, title: lockLabel(lock) }));
  return <Picker {...props} found={options} onSearch={setTyped} />;
}

/** Cameras and locks: they share their ids. */
export function DevicePicker(props: PickerProps) {
  const { search, setTyped } = useTyped(props.value);
  const cameras = useQuery({ ...cameraSearchQuery(search), placeholderData: keepPreviousData });
  const locks = useQuery({ ...lockSearchQuery(search), placeholderData: keepPreviousData });
  const { t } = useWords();
  const options = [
    ...(cameras.data?.items ?? []).map(({ id, title, name, address }) => ({
      id,
      title: [t('device.kinds.camera'), title === '' ? name : title, address].filter(Boolean).join(' · '),
    })),
    ...(locks.data?.items ?? []).map((lock) => ({
      id: lock.id,
      title: `${t('device.kinds.lock')} · ${lockLabel(lock)}`,
    })),
  ];
  return <Picker {...props} found={options} onSearch={setTyped} />;
}

const lockLabel = ({ id, title, address }: { id: number; title: string; address: string }): string =>
  [title === '' ? `ID ${id}` : title, address].filter(Boolean).join(' · ');

/** What is typed, a moment later; the title of what is chosen is not a search. */
function useTyped(value: Picked | null) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed === value?.title ? '' : typed, 200);
  return { search, setTyped };
}

interface OptionsProps {
  readonly found: readonly Picked[];
  readonly onSearch: (words: string) => void;
}

/** One of many: the server searches while one types. */
function Picker({ found, onSearch, ...props }: PickerProps & OptionsProps) {
  const { t } = useWords();
  const { value } = props;
  const options = value === null || found.some(({ id }) => id === value.id) ? found : [value, ...found];
  return (
    <Select
      {...(props.hideLabel ? { 'aria-label': props.label } : { label: props.label })}
      description={props.help}
      error={props.error}
      placeholder={props.placeholder ?? t('form.choose')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      searchable
      clearable={props.clearable ?? false}
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      nothingFoundMessage={t('list.nothing')}
      data={options.map(({ id, title }) => ({ value: String(id), label: title }))}
      filter={({ options: all }) => all}
      value={value === null ? null : String(value.id)}
      onSearchChange={onSearch}
      onChange={(id) => props.onChange(options.find((option) => String(option.id) === id) ?? null)}
    />
  );
}

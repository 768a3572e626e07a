import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cameraSearchQuery } from '../../api/cameras.ts';
import { locationSearchQuery } from '../../api/locations.ts';
import { lockSearchQuery } from '../../api/locks.ts';
import { organizationSearchQuery } from '../../api/organizations.ts';
import { userSearchQuery } from '../../api/users.ts';
import { useWords } from '../useWords.ts';

export interface Picked {
  readonly id: number;
  readonly title: string;
}

/** What of a choice decides how it can be given. */
export interface Belonging extends Picked {
  /** Of a user: where it is a member; of a device: whose it is. */
  readonly organizations?: readonly Picked[];
}

/** What belongs to these comes first, under a heading of its own; the others under another, or not at all. */
export interface Grouping {
  readonly isFirst: (option: Belonging) => boolean;
  readonly first: string;
  readonly others: string;
}

interface PickerProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly value: Picked | null;
  readonly onChange: (value: Belonging | null) => void;
  readonly grouping?: Grouping;
  /** Left out: what cannot be chosen. */
  readonly except?: (option: Belonging) => boolean;
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

interface LocationPickerProps extends PickerProps {
  /** Only those that cameras can stand at: without others below them. */
  readonly forCameras?: boolean;
}

/** By their whole address. */
export function LocationPicker({ forCameras = false, ...props }: LocationPickerProps) {
  const { search, setTyped } = useTyped(props.value);
  const found = useQuery({ ...locationSearchQuery(search), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? [])
    .filter(({ childCount }) => !forCameras || childCount === 0)
    .map(({ id, titles }) => ({ id, title: titles.join(', ') }));
  return <Picker {...props} found={options} onSearch={setTyped} />;
}

export function UserPicker(props: PickerProps) {
  const { search, setTyped } = useTyped(props.value);
  const found = useQuery({ ...userSearchQuery(search), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map(({ id, login, name, organizations }) => ({
    id,
    organizations,
    title: name === null || name === '' ? login : `${login} – ${name}`,
  }));
  return <Picker {...props} found={options} onSearch={setTyped} />;
}

export function CameraPicker(props: PickerProps) {
  const { search, setTyped } = useTyped(props.value);
  const found = useQuery({ ...cameraSearchQuery(search), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map(({ id, title, name, organization }) => ({
    id,
    organizations: [organization],
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
    ...(cameras.data?.items ?? []).map(({ id, title, name, address, organization }) => ({
      id,
      organizations: [organization],
      title: [t('device.kinds.camera'), title === '' ? name : title, address].filter(Boolean).join(' · '),
    })),
    ...(locks.data?.items ?? []).map((lock) => ({
      id: lock.id,
      organizations: [lock.organization],
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
  readonly found: readonly Belonging[];
  readonly onSearch: (words: string) => void;
}

/** One of many: the server searches while one types. */
function Picker({ found, onSearch, ...props }: PickerProps & OptionsProps) {
  const { t } = useWords();
  const { value, grouping, except } = props;
  const known = value === null || found.some(({ id }) => id === value.id) ? found : [value, ...found];
  const options = except === undefined ? known : known.filter((option) => !except(option));
  const asItems = (some: readonly Belonging[]) => some.map(({ id, title }) => ({ value: String(id), label: title }));
  const data =
    grouping === undefined
      ? asItems(options)
      : [
          { group: grouping.first, items: asItems(options.filter(grouping.isFirst)) },
          { group: grouping.others, items: asItems(options.filter((option) => !grouping.isFirst(option))) },
        ].filter(({ items }) => items.length > 0);
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
      data={data}
      filter={({ options: all }) => all}
      value={value === null ? null : String(value.id)}
      onSearchChange={onSearch}
      onChange={(id) => props.onChange(options.find((option) => String(option.id) === id) ?? null)}
    />
  );
}

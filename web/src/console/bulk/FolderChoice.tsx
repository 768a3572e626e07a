import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { foldersQuery } from '../../api/folders.ts';
import { OrganizationPicker, type Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';

export interface Place {
  readonly organization: Picked | null;
  /** Null: the top one. */
  readonly folderId: number | null;
}

/** The folder that is meant: the organization's top one until another is chosen. */
export function useFolderOf({ organization, folderId }: Place) {
  const found = useQuery({ ...foldersQuery(organization?.id ?? 0), enabled: organization !== null });
  const folders = (organization === null ? undefined : found.data?.items) ?? [];
  return { folders, chosen: folderId ?? folders.find(({ level }) => level === 0)?.id };
}

interface FolderChoiceProps {
  readonly place: Place;
  readonly onChange: (place: Place) => void;
}

/** An organization and one of its folders. */
export function FolderChoice({ place, onChange }: FolderChoiceProps) {
  const { t } = useWords();
  const { folders, chosen } = useFolderOf(place);
  return (
    <>
      <OrganizationPicker
        label={t('camera.organization')}
        value={place.organization}
        onChange={(organization) => onChange({ organization, folderId: null })}
      />
      <Select
        searchable
        label={t('camera.folder')}
        disabled={place.organization === null}
        value={chosen === undefined ? null : String(chosen)}
        data={folders.map(({ id, title, level }) => ({ value: String(id), label: `${'– '.repeat(level)}${title}` }))}
        onChange={(id) => onChange({ ...place, folderId: id === null ? null : Number(id) })}
      />
    </>
  );
}

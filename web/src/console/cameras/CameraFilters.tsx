import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { organizationQuery } from '../../api/organizations.ts';
import { presetsQuery } from '../../api/presets.ts';
import type { cameraSearch } from '../../app/searches.ts';
import { OrganizationPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';

type Filter = ReturnType<typeof cameraSearch>;

/** Whose cameras, and of which preset. */
export function CameraFilters({ filter, onChange }: { filter: Filter; onChange: (change: Filter) => void }) {
  const { t } = useWords();
  const presets = useQuery(presetsQuery);
  const { organizationId } = filter;
  const organization = useQuery({ ...organizationQuery(organizationId ?? 0), enabled: organizationId !== undefined });
  const picked =
    organizationId === undefined
      ? null
      : { id: organizationId, title: organization.data?.title ?? `ID ${organizationId}` };
  return (
    <>
      <OrganizationPicker
        hideLabel
        clearable
        label={t('camera.organization')}
        placeholder={t('camera.anyOrganization')}
        value={picked}
        onChange={(value) => onChange({ organizationId: value?.id, folderId: undefined })}
      />
      <Select
        w={170}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        aria-label={t('camera.preset')}
        placeholder={t('camera.anyPreset')}
        value={filter.presetId === undefined ? null : String(filter.presetId)}
        data={(presets.data?.items ?? []).map(({ id, title }) => ({ value: String(id), label: title }))}
        onChange={(id) => onChange({ presetId: id === null ? undefined : Number(id) })}
      />
    </>
  );
}

import { Button, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { presetsQuery } from '../../api/presets.ts';
import type { consoleCameraSearch } from '../../app/routes/searches.ts';
import { useWords } from '../../ui/useWords.ts';
import { LocationFilter } from '../locations/LocationFilter.tsx';
import { OrganizationFilter } from '../OrganizationFilter.tsx';

type Filter = ReturnType<typeof consoleCameraSearch>;

/** Whose cameras, of which preset, and where. */
export function CameraFilters({ filter, onChange }: { filter: Filter; onChange: (change: Filter) => void }) {
  const { t } = useWords();
  const presets = useQuery(presetsQuery);
  return (
    <>
      <OrganizationFilter
        organizationId={filter.organizationId}
        onChange={(organizationId) => onChange({ organizationId, folderId: undefined })}
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
      {filter.unplaced && (
        <Button variant="default" rightSection={<IconX size={14} />} onClick={() => onChange({ unplaced: undefined })}>
          {t('cameraMap.unplacedFilter')}
        </Button>
      )}
      <LocationFilter locationId={filter.locationId} onChange={(locationId) => onChange({ locationId })} />
    </>
  );
}

import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { CameraFilter } from '../../api/cameras.ts';
import { CAMERA_TREES } from '../../app/routes/searches.ts';
import { useWords } from '../../ui/useWords.ts';
import { ContractLevel } from './tree/ContractLevel.tsx';
import { LocationLevel } from './tree/LocationLevel.tsx';

type By = (typeof CAMERA_TREES)[number];

interface CameraTreeProps {
  /** Undefined: by locations. */
  readonly by: By | undefined;
  readonly filter: CameraFilter;
  readonly onBy: (by: By | undefined) => void;
}

/** Cameras below the locations that they stand at, or below contracts and folders; from that of the filter down. */
export function CameraTree({ by, filter, onBy }: CameraTreeProps) {
  const { t } = useWords();
  const { locationId, ...rest } = filter;
  // Another filter begins anew: what is open of the old one may have nothing any more.
  const key = JSON.stringify(filter);
  return (
    <Stack gap={8}>
      <Group gap={12}>
        <SegmentedControl
          aria-label={t('cameraMap.by')}
          value={by ?? 'locations'}
          data={(['locations', 'folders'] as const).map((value) => ({ value, label: t(`cameraMap.trees.${value}`) }))}
          onChange={(value) => onBy(CAMERA_TREES.find((tree) => tree === value))}
        />
        <Text fz={14} c="dimmed" flex={1} miw={240}>
          {t(by === 'folders' ? 'cameraMap.foldersAbout' : 'cameraMap.treeAbout')}
        </Text>
      </Group>
      {by === 'folders' ? (
        <ContractLevel key={key} filter={filter} />
      ) : (
        <LocationLevel key={key} parentId={locationId} filter={rest} top />
      )}
    </Stack>
  );
}

import { Alert, Button, EmptyState, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CameraFeature } from '../../api/cameraMap.ts';
import type { CameraFilter } from '../../api/cameras.ts';
import { countText } from '../countText.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { useWords } from '../useWords.ts';
import type { Box } from './grid.ts';
import { MapCanvas } from './MapCanvas.tsx';
import { PlacedCameras } from './PlacedCameras.tsx';
import styles from './PlacedMap.module.css';
import type { MapFailureKind } from './useOpenMap.ts';
import { usePoints } from './usePoints.ts';

interface PlacedMapProps {
  readonly filter: CameraFilter;
  /** What is said of one camera at its point. */
  readonly bubble: (camera: CameraFeature, onClose: () => void) => ReactNode;
  /** The page of a camera: where there is no map the list leads there. */
  readonly link: (id: number, content: ReactNode, className: string) => ReactNode;
  /** How many have no coordinates. */
  readonly unplaced: (count: number) => ReactNode;
  /** Where none has coordinates: what to do. */
  readonly noneMore: string;
  /** Undefined: no filter is set. */
  readonly onClear?: (() => void) | undefined;
}

/** Cameras by their coordinates: the map, and beside it the same as a list. */
export function PlacedMap(props: PlacedMapProps) {
  const { filter, bubble, link } = props;
  const { t, a } = useWords();
  const [box, setBox] = useState<Box>();
  const [selectedId, setSelectedId] = useState<number>();
  const [failure, setFailure] = useState<MapFailureKind>();
  const { all, features, inside, truncated } = usePoints(filter, failure === undefined ? box : undefined);
  const selected = features.find(({ properties }) => properties.id === selectedId);
  if (all.isError && !all.data) return <LoadFailure error={all.error} onRetry={() => void all.refetch()} />;
  if (!all.data) return <Skeleton height={480} aria-busy="true" />;
  const { unplaced } = all.data;
  return (
    <Stack gap={8}>
      <Group gap={12}>
        <Text fz={14} c="dimmed" role="status" className="numbers">
          {t('cameraMap.shown', { cameras: countText(a, inside.length, a('count.cameras', { count: inside.length })) })}
        </Text>
        {unplaced > 0 && props.unplaced(unplaced)}
      </Group>
      {truncated && <Alert color="yellow">{t('cameraMap.truncated')}</Alert>}
      {all.data.features.length === 0 ? (
        <NothingPlaced {...props} />
      ) : (
        <div className={styles.both} data-failed={failure !== undefined || undefined}>
          <div className={styles.map}>
            <MapCanvas
              features={features}
              fitKey={JSON.stringify(filter)}
              selected={selected}
              bubble={selected && bubble(selected, () => setSelectedId(undefined))}
              onSelect={setSelectedId}
              onMove={setBox}
              onFailure={setFailure}
            />
          </div>
          <PlacedCameras
            cameras={inside}
            selectedId={selectedId}
            link={link}
            onSelect={failure === undefined ? setSelectedId : undefined}
          />
        </div>
      )}
    </Stack>
  );
}

function NothingPlaced({ noneMore, onClear }: PlacedMapProps) {
  const { t, a } = useWords();
  return (
    <EmptyState
      py={56}
      icon={<IconMapPinOff size={36} stroke={1.4} />}
      title={t('cameraMap.none')}
      description={noneMore}
    >
      {onClear !== undefined && (
        <EmptyState.Actions>
          <Button variant="default" onClick={onClear}>
            {a('actions.clearFilters')}
          </Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}

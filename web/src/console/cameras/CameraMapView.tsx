import { Alert, Button, EmptyState, Group, Skeleton, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { cameraMapQuery } from '../../api/cameraMap.ts';
import type { CameraFilter } from '../../api/cameras.ts';
import { countText } from '../../ui/countText.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import type { Box } from '../../ui/map/grid.ts';
import { MapCanvas } from '../../ui/map/MapCanvas.tsx';
import { useWords } from '../../ui/useWords.ts';
import { CameraBubble } from './CameraBubble.tsx';
import styles from './CameraMapView.module.css';
import { MapLegend } from './MapLegend.tsx';
import { PlacedCameras } from './PlacedCameras.tsx';

interface CameraMapViewProps {
  readonly filter: CameraFilter;
  /** Shows those in the list that have no coordinates. */
  readonly onUnplaced: () => void;
  /** Undefined: no filter is set. */
  readonly onClear: (() => void) | undefined;
}

/** Cameras by their coordinates: the map, and beside it the same as a list. */
export function CameraMapView({ filter, onUnplaced, onClear }: CameraMapViewProps) {
  const { t, a } = useWords();
  const dark = useComputedColorScheme('light') === 'dark';
  const [box, setBox] = useState<Box>();
  const [selectedId, setSelectedId] = useState<number>();
  const [failed, setFailed] = useState(false);
  const { all, features, truncated } = usePoints(filter, box);
  const inside = useMemo(
    () => (box === undefined || failed ? features : features.filter(({ geometry }) => isIn(box, geometry.coordinates))),
    [features, box, failed],
  );
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
        {unplaced > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={onUnplaced}>
            {t('cameraMap.unplaced', { cameras: countText(a, unplaced, a('count.cameras', { count: unplaced })) })}
          </Button>
        )}
      </Group>
      {truncated && <Alert color="yellow">{t('cameraMap.truncated')}</Alert>}
      {failed && <Alert color="yellow">{t('cameraMap.failed')}</Alert>}
      {all.data.features.length === 0 ? (
        <NothingPlaced onClear={onClear} />
      ) : (
        <div className={styles.both} data-failed={failed || undefined}>
          {!failed && (
            <div className={styles.map}>
              <MapCanvas
                label={t('cameraMap.views.map')}
                words={{
                  zoomIn: t('cameraMap.zoomIn'),
                  zoomOut: t('cameraMap.zoomOut'),
                  map: t('cameraMap.views.map'),
                  metres: t('cameraMap.metres'),
                  kilometres: t('cameraMap.kilometres'),
                }}
                dark={dark}
                features={features}
                fitKey={JSON.stringify([filter, dark])}
                selected={selected}
                bubble={selected && <CameraBubble camera={selected} onClose={() => setSelectedId(undefined)} />}
                onSelect={setSelectedId}
                onMove={setBox}
                onFailure={() => setFailed(true)}
              />
              <MapLegend />
            </div>
          )}
          <PlacedCameras cameras={inside} selectedId={selectedId} onSelect={failed ? undefined : setSelectedId} />
        </div>
      )}
    </Stack>
  );
}

const isIn = ({ west, south, east, north }: Box, [longitude = 0, latitude = 0]: readonly number[]): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

/** Of one answer all that it has; where there are more than it holds, those within the box are asked for by themselves. */
function usePoints(filter: CameraFilter, box: Box | undefined) {
  const all = useQuery({ ...cameraMapQuery(filter), placeholderData: keepPreviousData });
  const isPart = all.data?.truncated === true && box !== undefined;
  const part = useQuery({ ...cameraMapQuery(filter, box), enabled: isPart, placeholderData: keepPreviousData });
  const data = isPart && part.data !== undefined ? part.data : all.data;
  const features = useMemo(() => data?.features ?? [], [data]);
  return { all, features, truncated: data?.truncated ?? false };
}

function NothingPlaced({ onClear }: Pick<CameraMapViewProps, 'onClear'>) {
  const { t, a } = useWords();
  return (
    <EmptyState
      py={56}
      icon={<IconMapPinOff size={36} stroke={1.4} />}
      title={t('cameraMap.none')}
      description={t('cameraMap.noneMore')}
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

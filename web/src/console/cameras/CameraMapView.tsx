import { Button } from '@mantine/core';
import type { CameraFilter } from '../../api/cameras.ts';
import { paths } from '../../app/routes/paths.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { PlacedMap } from '../../ui/map/PlacedMap.tsx';
import { useWords } from '../../ui/useWords.ts';
import { CameraBubble } from './CameraBubble.tsx';

interface CameraMapViewProps {
  readonly filter: CameraFilter;
  /** Shows those in the list that have no coordinates. */
  readonly onUnplaced: () => void;
  /** Undefined: no filter is set. */
  readonly onClear: (() => void) | undefined;
}

/** The cameras of the list on a map. */
export function CameraMapView({ filter, onUnplaced, onClear }: CameraMapViewProps) {
  const { t, a } = useWords();
  return (
    <PlacedMap
      filter={filter}
      bubble={(camera, onClose) => <CameraBubble camera={camera} onClose={onClose} />}
      link={(cameraId, content, className) => (
        <LinkAnchor to={paths.consoleCamera} params={{ cameraId }} search={{}} className={className}>
          {content}
        </LinkAnchor>
      )}
      unplaced={(count) => (
        <Button variant="subtle" size="compact-sm" onClick={onUnplaced}>
          {t('cameraMap.unplaced', { cameras: countText(a, count, a('count.cameras', { count })) })}
        </Button>
      )}
      noneMore={t('cameraMap.noneMore')}
      onClear={onClear}
    />
  );
}

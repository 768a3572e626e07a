import { useWords } from '../useWords.ts';
import type { MapWords } from './ground.ts';

/** What the map's own buttons are called. */
export function useMapWords(): MapWords {
  const { t } = useWords();
  return {
    zoomIn: t('cameraMap.zoomIn'),
    zoomOut: t('cameraMap.zoomOut'),
    map: t('cameraMap.views.map'),
    mark: t('cameraMap.mark'),
    metres: t('cameraMap.metres'),
    kilometres: t('cameraMap.kilometres'),
  };
}

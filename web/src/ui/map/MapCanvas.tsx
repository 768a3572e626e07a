import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../useWords.ts';
import type { Box } from './grid.ts';
import type { Ground } from './ground.ts';
import styles from './MapCanvas.module.css';
import { MapFrame } from './MapFrame.tsx';
import { MapLegend } from './MapLegend.tsx';
import { type MapFailureKind, useOpenMap } from './useOpenMap.ts';
import type { Features, OpenMap } from './view.ts';

interface MapCanvasProps {
  readonly features: Features;
  /** Another key shows all of the features. */
  readonly fitKey: string;
  /** What is open, in a bubble at its point. */
  readonly selected: Features[number] | undefined;
  readonly bubble: ReactNode;
  readonly onSelect: (id: number | undefined) => void;
  readonly onMove: (box: Box) => void;
  readonly onFailure: (failure: MapFailureKind | undefined) => void;
}

/** Points on a map. Everything that it shows is also in the list beside it. */
export function MapCanvas(props: MapCanvasProps) {
  const { features, fitKey, selected, bubble } = props;
  const { t } = useWords();
  const dark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLElement>(null);
  const told = useRef(props);
  told.current = props;
  const [bubbleAt] = useState(() => document.createElement('div'));
  const { map, failure, isBackgroundMissing, retry } = useOpenMap<OpenMap>(place, async () => {
    // The library of maps comes with the first map: no other page needs it.
    const { openMap } = await import('./view.ts');
    return (element: HTMLElement, ground: Ground, onReady: (map: OpenMap) => void) =>
      openMap(element, {
        ...ground,
        onSelect: (id) => told.current.onSelect(id),
        onMove: (box) => told.current.onMove(box),
        onReady,
      });
  });

  useEffect(() => map?.show(features), [map, features]);
  useEffect(() => told.current.onFailure(failure), [failure]);
  useFit(map, features, `${fitKey} ${dark}`);
  useEffect(
    () => (selected === undefined ? undefined : map?.bubble(selected, bubbleAt, styles.bubble ?? '')),
    [map, selected, bubbleAt],
  );

  return (
    <MapFrame
      label={t('cameraMap.views.map')}
      place={place}
      ready={map !== undefined}
      failure={failure}
      isBackgroundMissing={isBackgroundMissing}
      instead={t('cameraMap.inList')}
      onRetry={retry}
    >
      <MapLegend />
      {selected !== undefined && createPortal(bubble, bubbleAt)}
    </MapFrame>
  );
}

/** Shows all of the features once for each key. */
function useFit(map: OpenMap | undefined, features: Features, fitKey: string): void {
  const fitted = useRef<string>(undefined);
  useEffect(() => {
    if (map === undefined || features.length === 0 || fitted.current === fitKey) return;
    fitted.current = fitKey;
    map.fit(features);
  }, [map, features, fitKey]);
}

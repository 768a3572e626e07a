import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Box } from './grid.ts';
import styles from './MapCanvas.module.css';
import type { Features, MapWords, OpenMap } from './view.ts';

interface MapCanvasProps {
  readonly label: string;
  readonly words: MapWords;
  readonly dark: boolean;
  readonly features: Features;
  /** Another key shows all of the features. */
  readonly fitKey: string;
  /** What is open, in a bubble at its point. */
  readonly selected: Features[number] | undefined;
  readonly bubble: ReactNode;
  readonly onSelect: (id: number | undefined) => void;
  readonly onMove: (box: Box) => void;
  /** The browser draws no maps. */
  readonly onFailure: () => void;
}

/** Points on a map. Everything that it shows is also in the list beside it. */
export function MapCanvas(props: MapCanvasProps) {
  const { label, dark, features, fitKey, selected, bubble } = props;
  const place = useRef<HTMLDivElement>(null);
  const told = useRef(props);
  told.current = props;
  const [map, setMap] = useState<OpenMap>();
  const [bubbleAt] = useState(() => document.createElement('div'));

  useEffect(() => {
    let remove: (() => void) | undefined;
    let gone = false;
    const failed = () => void (gone || told.current.onFailure());
    // The library of maps comes with the first map: no other page needs it.
    void import('./view.ts').then(({ openMap }) => {
      if (gone || place.current === null) return;
      remove = openMap(place.current, {
        dark,
        words: told.current.words,
        onSelect: (id) => told.current.onSelect(id),
        onMove: (box) => told.current.onMove(box),
        onReady: setMap,
        onFailure: failed,
      });
    }, failed);
    return () => {
      gone = true;
      setMap(undefined);
      remove?.();
    };
  }, [dark]);

  useEffect(() => map?.show(features), [map, features]);

  useFit(map, features, fitKey);

  useEffect(
    () => (selected === undefined ? undefined : map?.bubble(selected, bubbleAt, styles.bubble ?? '')),
    [map, selected, bubbleAt],
  );

  return (
    <>
      <section ref={place} className={styles.map} aria-label={label} />
      {selected !== undefined && createPortal(bubble, bubbleAt)}
    </>
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

import 'maplibre-gl/dist/maplibre-gl.css';
import { type GeoJSONSource, type Map as MapView, Popup } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { CameraMap } from '../../api/cameraMap.ts';
import type { Box } from './grid.ts';
import styles from './MapCanvas.module.css';
import { POINTS } from './style.ts';
import { type MapWords, openMap } from './view.ts';

interface MapCanvasProps {
  readonly label: string;
  readonly words: MapWords;
  readonly dark: boolean;
  readonly features: CameraMap['features'];
  /** Another key shows all of the features. */
  readonly fitKey: string;
  /** What is open, in a bubble at its point. */
  readonly selected: CameraMap['features'][number] | undefined;
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
  const [map, setMap] = useState<MapView>();
  const [bubbleAt] = useState(() => document.createElement('div'));

  useEffect(() => {
    if (place.current === null) return;
    const opened = openMap(place.current, {
      dark,
      words: told.current.words,
      onSelect: (id) => told.current.onSelect(id),
      onMove: (box) => told.current.onMove(box),
      onReady: setMap,
      onFailure: () => told.current.onFailure(),
    });
    return () => {
      setMap(undefined);
      opened?.remove();
    };
  }, [dark]);

  useEffect(() => {
    void map?.getSource<GeoJSONSource>(POINTS)?.setData({ type: 'FeatureCollection', features: [...features] });
  }, [map, features]);

  useFit(map, features, fitKey);

  useEffect(() => {
    if (map === undefined || selected === undefined) return;
    const [longitude = 0, latitude = 0] = selected.geometry.coordinates;
    const popup = new Popup({
      closeButton: false,
      closeOnClick: false,
      offset: 16,
      maxWidth: '280px',
      className: styles.bubble ?? '',
    })
      .setLngLat([longitude, latitude])
      .setDOMContent(bubbleAt)
      .addTo(map);
    if (!map.getBounds().contains([longitude, latitude])) map.easeTo({ center: [longitude, latitude] });
    return () => void popup.remove();
  }, [map, selected, bubbleAt]);

  return (
    <>
      <section ref={place} className={styles.map} aria-label={label} />
      {selected !== undefined && createPortal(bubble, bubbleAt)}
    </>
  );
}

/** Shows all of the features once for each key. */
function useFit(map: MapView | undefined, features: MapCanvasProps['features'], fitKey: string): void {
  const fitted = useRef<string>(undefined);
  useEffect(() => {
    if (map === undefined || features.length === 0 || fitted.current === fitKey) return;
    fitted.current = fitKey;
    const longitudes = features.map(({ geometry }) => geometry.coordinates[0] ?? 0);
    const latitudes = features.map(({ geometry }) => geometry.coordinates[1] ?? 0);
    const corner = (of: (...values: number[]) => number): [number, number] => [
      longitudes.reduce((a, b) => of(a, b)),
      latitudes.reduce((a, b) => of(a, b)),
    ];
    map.fitBounds([corner(Math.min), corner(Math.max)], { padding: 48, maxZoom: 16, animate: false });
  }, [map, features, fitKey]);
}

import { type GeoJSONSource, type MapMouseEvent, type Map as MapView, Popup } from 'maplibre-gl';
import type { CameraMap } from '../../api/cameraMap.ts';
import type { Box } from './grid.ts';
import { type Ground, openGround } from './ground.ts';
import { drawImages } from './images.ts';
import { CLUSTERS, MARKERS, POINTS } from './style.ts';

interface MapOptions extends Ground {
  readonly onSelect: (id: number | undefined) => void;
  readonly onMove: (box: Box) => void;
  readonly onReady: (map: OpenMap) => void;
}

export type Features = CameraMap['features'];

/** A map that has its ground and takes points. */
export interface OpenMap {
  show(features: Features): void;
  /** Moves to where all of them are seen. */
  fit(features: Features): void;
  /** Opens a bubble at a point and moves to it; gives back what closes it. */
  bubble(at: Features[number], content: HTMLElement, className: string): () => void;
}

/** Opens a map in an element; gives back what removes it. Undefined: the browser draws none, which `onFailure` was told. */
export function openMap(container: HTMLElement, options: MapOptions): (() => void) | undefined {
  const { dark, onReady, onMove } = options;
  const map = openGround(container, options, (ready) => onReady(opened(ready)), onMove);
  if (map === undefined) return undefined;
  drawImages(map, dark);
  map.on('click', (event) => select(map, event, options));
  for (const layer of [CLUSTERS, MARKERS]) {
    map.on('mouseenter', layer, () => map.getCanvas().style.setProperty('cursor', 'pointer'));
    map.on('mouseleave', layer, () => void map.getCanvas().style.removeProperty('cursor'));
  }
  return () => map.remove();
}

const opened = (map: MapView): OpenMap => ({
  show: (features) => {
    void map.getSource<GeoJSONSource>(POINTS)?.setData({ type: 'FeatureCollection', features: [...features] });
  },
  fit: (features) => {
    const longitudes = features.map(({ geometry }) => geometry.coordinates[0] ?? 0);
    const latitudes = features.map(({ geometry }) => geometry.coordinates[1] ?? 0);
    const corner = (of: (...values: number[]) => number): [number, number] => [
      longitudes.reduce((a, b) => of(a, b)),
      latitudes.reduce((a, b) => of(a, b)),
    ];
    map.fitBounds([corner(Math.min), corner(Math.max)], { padding: 48, maxZoom: 16, animate: false });
  },
  bubble: ({ geometry }, content, className) => {
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 16, maxWidth: '280px', className })
      .setLngLat([longitude, latitude])
      .setDOMContent(content)
      .addTo(map);
    if (!map.getBounds().contains([longitude, latitude])) map.easeTo({ center: [longitude, latitude] });
    return () => void popup.remove();
  },
});

/** A cluster opens, a camera is told, and a click beside them closes what is open. */
function select(map: MapView, event: MapMouseEvent, { onSelect }: MapOptions): void {
  const [found] = map.queryRenderedFeatures(event.point, { layers: [CLUSTERS, MARKERS] });
  const clusterId = found?.properties.cluster_id as number | undefined;
  if (clusterId === undefined || found === undefined) {
    onSelect(found?.properties.id as number | undefined);
    return;
  }
  const source = map.getSource<GeoJSONSource>(POINTS);
  if (found.geometry.type !== 'Point' || source === undefined) return;
  const [longitude = 0, latitude = 0] = found.geometry.coordinates;
  void source
    .getClusterExpansionZoom(clusterId)
    .then((zoom) => map.easeTo({ center: [longitude, latitude], zoom: Math.min(zoom, 20) }));
}

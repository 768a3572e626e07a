import 'maplibre-gl/dist/maplibre-gl.css';
import {
  type GeoJSONSource,
  type MapMouseEvent,
  Map as MapView,
  NavigationControl,
  Popup,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
// The library looks for it beside itself, where the build does not lay it.
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { CameraMap } from '../../api/cameraMap.ts';
import { type Box, gridOf } from './grid.ts';
import { drawImages } from './images.ts';
import { CLUSTERS, GRID, MARKERS, POINTS, schematic } from './style.ts';

export interface MapWords {
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly map: string;
  readonly metres: string;
  readonly kilometres: string;
}

interface MapOptions {
  readonly dark: boolean;
  readonly words: MapWords;
  readonly onSelect: (id: number | undefined) => void;
  readonly onMove: (box: Box) => void;
  readonly onReady: (map: OpenMap) => void;
  readonly onFailure: () => void;
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
  const { dark, words, onReady, onFailure } = options;
  setWorkerUrl(worker);
  let map: MapView;
  try {
    map = new MapView({
      container,
      style: schematic(dark),
      center: [60, 55],
      zoom: 2,
      maxZoom: 20,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      locale: {
        'NavigationControl.ZoomIn': words.zoomIn,
        'NavigationControl.ZoomOut': words.zoomOut,
        'Map.Title': words.map,
        'ScaleControl.Meters': words.metres,
        'ScaleControl.Kilometers': words.kilometres,
      },
    });
  } catch {
    onFailure();
    return undefined;
  }
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  drawImages(map, dark);
  const moved = () => {
    const box = boxOf(map);
    void map.getSource<GeoJSONSource>(GRID)?.setData(gridOf(box));
    options.onMove(box);
  };
  map.on('load', () => {
    onReady(opened(map));
    moved();
  });
  map.on('moveend', moved);
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

function boxOf(map: MapView): Box {
  const bounds = map.getBounds();
  return {
    west: Math.max(-180, bounds.getWest()),
    south: Math.max(-90, bounds.getSouth()),
    east: Math.min(180, bounds.getEast()),
    north: Math.min(90, bounds.getNorth()),
  };
}

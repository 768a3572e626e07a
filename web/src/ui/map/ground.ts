import 'maplibre-gl/dist/maplibre-gl.css';
import {
  type GeoJSONSource,
  type IControl,
  Map as MapView,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
// The library looks for it beside itself, where the build does not lay it.
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { MapBackground } from '../../api/mapBackground.ts';
import { type Box, gridOf } from './grid.ts';
import { BACKGROUND, backgroundLayer, backgroundSource, GRID, schematic } from './style.ts';

export interface MapWords {
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly map: string;
  readonly mark: string;
  readonly metres: string;
  readonly kilometres: string;
}

export interface Ground {
  readonly dark: boolean;
  readonly words: MapWords;
  /** Undefined: the provider has none. */
  readonly background: MapBackground | undefined;
  /** The browser draws no maps. */
  readonly onFailure: () => void;
  /** True: nothing of the background has come, and a part of it failed. False: something came after that. */
  readonly onBackgroundMissing: (isMissing: boolean) => void;
}

/** Where the map was looked at last: another one without points of its own begins there. */
let lastView: { readonly center: [number, number]; readonly zoom: number } = { center: [60, 55], zoom: 2 };

/** A map with its controls and what lies under it; `onReady` when points may be put on it. Undefined: `onFailure` was told. */
export function openGround(
  container: HTMLElement,
  ground: Ground,
  onReady: (map: MapView) => void,
  onMove?: (box: Box) => void,
): MapView | undefined {
  setWorkerUrl(worker);
  const map = newMap(container, ground);
  if (map === undefined) return undefined;
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  const moved = () => {
    const box = boxOf(map);
    lastView = { center: map.getCenter().toArray(), zoom: map.getZoom() };
    void map.getSource<GeoJSONSource>(GRID)?.setData(gridOf(box));
    onMove?.(box);
  };
  map.on('load', () => {
    layBackground(map, ground);
    onReady(map);
    moved();
  });
  map.on('moveend', moved);
  return map;
}

function newMap(container: HTMLElement, { dark, words, onFailure }: Ground): MapView | undefined {
  try {
    return new MapView({
      container,
      style: schematic(dark),
      ...lastView,
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
        'Marker.Title': words.mark,
        'ScaleControl.Meters': words.metres,
        'ScaleControl.Kilometers': words.kilometres,
      },
    });
  } catch {
    onFailure();
    return undefined;
  }
}

/** After the map is there: a host that does not answer keeps nobody from the cameras. */
function layBackground(map: MapView, { background, dark, onBackgroundMissing }: Ground): void {
  const tiles = background?.tiles ?? null;
  if (tiles === null) return;
  let came = false;
  map.on('sourcedata', ({ sourceId, tile }) => {
    if (came || sourceId !== BACKGROUND || tile === undefined) return;
    came = true;
    onBackgroundMissing(false);
  });
  map.on('error', (event) => {
    if (!came && (event as { sourceId?: string }).sourceId === BACKGROUND) onBackgroundMissing(true);
  });
  map.addSource(BACKGROUND, backgroundSource(tiles));
  map.addLayer(backgroundLayer(dark), GRID);
  map.setLayoutProperty(GRID, 'visibility', 'none');
  if (background?.attribution) map.addControl(new Attribution(background.attribution), 'bottom-left');
}

/** Who made the background, as text: the library's own control would take it for HTML. */
class Attribution implements IControl {
  readonly #line = document.createElement('div');

  constructor(text: string) {
    this.#line.className = 'maplibregl-ctrl map-attribution';
    this.#line.textContent = text;
  }

  onAdd(): HTMLElement {
    return this.#line;
  }

  onRemove(): void {
    this.#line.remove();
  }
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

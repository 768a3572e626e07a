import { Marker } from 'maplibre-gl';
import { type Ground, openGround } from './ground.ts';
import { tokenColour } from './shapes.ts';

/** Decimal degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

interface PickerOptions extends Ground {
  readonly onPick: (place: Place) => void;
  readonly onReady: (picker: OpenPicker) => void;
}

/** A map with one mark. */
export interface OpenPicker {
  /** Undefined takes the mark away. The map opens close to the first one, and moves where another would not be seen. */
  mark(place: Place | undefined): void;
  middle(): Place;
}

/** Close enough to tell one house from the next. */
const CLOSE = 16;
/** A tenth of a metre. */
const DIGITS = 6;

/** Opens a map on which a click puts the mark and a drag moves it; gives back what removes it. */
export function openPicker(container: HTMLElement, options: PickerOptions): (() => void) | undefined {
  const { onPick, onReady } = options;
  let isFirst = true;
  const marker = new Marker({ draggable: true, color: tokenColour('--accent') });
  marker.on('dragend', () => onPick(placeOf(marker.getLngLat())));
  const map = openGround(container, options, (ready) => {
    ready.getCanvas().style.setProperty('cursor', 'crosshair');
    ready.on('click', ({ lngLat }) => onPick(placeOf(lngLat)));
    onReady({
      middle: () => placeOf(ready.getCenter()),
      mark: (place) => {
        const opensAt = isFirst;
        isFirst = false;
        if (place === undefined) {
          marker.remove();
          return;
        }
        marker.setLngLat([place.longitude, place.latitude]).addTo(ready);
        if (opensAt) ready.jumpTo({ center: marker.getLngLat(), zoom: Math.max(ready.getZoom(), CLOSE) });
        else if (!ready.getBounds().contains(marker.getLngLat())) ready.easeTo({ center: marker.getLngLat() });
      },
    });
  });
  return map && (() => map.remove());
}

const placeOf = ({ lat, lng }: { lat: number; lng: number }): Place => ({
  latitude: Number(lat.toFixed(DIGITS)),
  longitude: Number(lng.toFixed(DIGITS)),
});

import type { Map as MapView } from 'maplibre-gl';
import type { CameraState } from '../../api/types.ts';
import { SHAPES, tokenColour } from './shapes.ts';

const RATIO = 2;
const SIZE = 24;

/**
 * Draws what the map asks for: `state-live` and the others, and `cluster-<count>-<offline>`, a disc with the count in it and
 * a red rim where one of them is offline. So no letters have to be loaded from anywhere.
 */
export function drawImages(map: MapView, dark: boolean): void {
  map.setMissingStyleImageResolver((id) => {
    const image = id.startsWith('cluster-') ? clusterImage(id, dark) : stateImage(id, dark);
    if (image !== undefined && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: RATIO });
  });
}

function stateImage(id: string, dark: boolean): ImageData | undefined {
  const shape = SHAPES[id.replace('state-', '') as CameraState];
  const pen = penOf(SIZE);
  if (shape === undefined || pen === undefined) return undefined;
  const path = new Path2D(shape.path);
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = groundOf(dark);
  pen.stroke(path);
  pen.fillStyle = tokenColour(shape.token);
  pen.fill(path);
  return pen.getImageData(0, 0, SIZE * RATIO, SIZE * RATIO);
}

function clusterImage(id: string, dark: boolean): ImageData | undefined {
  const [, count = '', offline = '0'] = id.split('-');
  const size = 34 + 5 * count.length;
  const pen = penOf(size);
  if (pen === undefined) return undefined;
  pen.beginPath();
  pen.arc(size / 2, size / 2, size / 2 - 3, 0, 2 * Math.PI);
  pen.fillStyle = groundOf(dark);
  pen.fill();
  pen.lineWidth = 3;
  pen.strokeStyle = tokenColour(offline === '0' ? '--accent' : '--state-offline');
  pen.stroke();
  pen.fillStyle = dark ? '#f1f3f5' : '#1f2629';
  pen.font = '600 13px "Inter Variable", system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(count, size / 2, size / 2 + 1);
  return pen.getImageData(0, 0, size * RATIO, size * RATIO);
}

const groundOf = (dark: boolean): string => (dark ? '#161b1e' : '#ffffff');

function penOf(size: number): CanvasRenderingContext2D | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = size * RATIO;
  canvas.height = size * RATIO;
  const pen = canvas.getContext('2d') ?? undefined;
  pen?.scale(RATIO, RATIO);
  return pen;
}

import type { RasterLayerSpecification, RasterSourceSpecification, StyleSpecification } from 'maplibre-gl';

export const BACKGROUND = 'background';
export const GRID = 'grid';
export const POINTS = 'points';
export const CLUSTERS = 'clusters';
export const MARKERS = 'markers';

const NOTHING = { type: 'FeatureCollection' as const, features: [] };

/** The schematic map: a ground, a grid of coordinates and the cameras. Nothing of it comes from a network. */
export const schematic = (dark: boolean): StyleSpecification => ({
  version: 8,
  sources: {
    [GRID]: { type: 'geojson', data: NOTHING },
    [POINTS]: {
      type: 'geojson',
      data: NOTHING,
      cluster: true,
      clusterRadius: 46,
      clusterMaxZoom: 17,
      clusterProperties: { offline: ['+', ['case', ['==', ['get', 'state'], 'offline'], 1, 0]] },
    },
  },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': dark ? '#12171a' : '#eef1f3' } },
    { id: GRID, type: 'line', source: GRID, paint: { 'line-color': dark ? '#2a3237' : '#d3d9dd', 'line-width': 1 } },
    {
      id: CLUSTERS,
      type: 'symbol',
      source: POINTS,
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': [
          'concat',
          'cluster-',
          ['to-string', ['get', 'point_count']],
          ['case', ['>', ['get', 'offline'], 0], '-1', '-0'],
        ],
        'icon-allow-overlap': true,
      },
    },
    {
      id: MARKERS,
      type: 'symbol',
      source: POINTS,
      filter: ['!', ['has', 'point_count']],
      layout: { 'icon-image': ['concat', 'state-', ['get', 'state']], 'icon-allow-overlap': true },
    },
  ],
});

/** Pictures are stretched beyond this zoom: hosts seldom have more of them. */
const DEEPEST = 19;

export const backgroundSource = (tiles: string): RasterSourceSpecification => ({
  type: 'raster',
  tiles: [tiles],
  tileSize: 256,
  maxzoom: DEEPEST,
});

/** In a dark page no white sheet. */
export const backgroundLayer = (dark: boolean): RasterLayerSpecification => ({
  id: BACKGROUND,
  type: 'raster',
  source: BACKGROUND,
  paint: dark ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.4 } : { 'raster-saturation': -0.2 },
});

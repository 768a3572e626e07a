import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour: a provider's brand replaces this line (10 shades, light to dark; 7 carries white text). */
const accent: MantineColorsTuple = [
  '#e5f6fa',
  '#cdeaf2',
  '#9dd5e5',
  '#6bc0d8',
  '#43adcb',
  '#2a9cbc',
  '#1689a8',
  '#0c7792',
  '#08637a',
  '#044b5d',
];

const dark: MantineColorsTuple = [
  '#d8dde0',
  '#bcc4c9',
  '#a3abb2',
  '#7b858c',
  '#434c52',
  '#313a40',
  '#242b30',
  '#161b1e',
  '#111416',
  '#0c0e10',
];

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: 7,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  defaultRadius: 8,
  cursorType: 'pointer',
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '22px' }, h2: { fontSize: '17px' }, h3: { fontSize: '15px' } },
  },
  components: {
    Badge: { defaultProps: { tt: 'none', fw: 500, variant: 'light' } },
    Tooltip: { defaultProps: { openDelay: 300 } },
    Modal: { defaultProps: { centered: true, closeButtonProps: {} } },
  },
});

/** Mantine's greys and reds are too pale for small text in places: these meet 4.5:1 on every ground of ours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#545d63',
    '--mantine-color-placeholder': '#6b747b',
    '--mantine-color-error': '#c4191f',
    '--mantine-color-red-light': '#fdecec',
    '--mantine-color-red-light-color': '#b3161b',
    '--mantine-color-yellow-light': '#fff6dd',
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--mantine-color-green-light': '#e3f5e7',
    '--mantine-color-green-light-color': '#1a6b30',
    '--mantine-color-anchor': '#086780',
    '--ground': '#f1f4f5',
    '--surface': '#ffffff',
    '--surface-raised': '#f5f7f8',
    '--line': '#dde2e5',
  },
  dark: {
    '--mantine-color-dimmed': '#a3abb2',
    '--mantine-color-placeholder': '#8b949a',
    '--mantine-color-error': '#ff8078',
    '--mantine-color-red-light': 'rgb(224 49 49 / 16%)',
    '--mantine-color-red-light-color': '#ffa8a3',
    '--mantine-color-green-light': 'rgb(64 192 87 / 14%)',
    '--mantine-color-green-light-color': '#8ce99a',
    '--mantine-color-yellow-light': 'rgb(250 176 5 / 12%)',
    '--mantine-color-yellow-light-color': '#ffd43b',
    '--mantine-color-accent-light': 'rgb(42 156 188 / 18%)',
    '--mantine-color-accent-light-color': '#9dd5e5',
    '--mantine-color-anchor': '#6bc0d8',
    '--ground': '#0c0e10',
    '--surface': '#161b1e',
    '--surface-raised': '#1d2327',
    '--line': '#313a40',
  },
});

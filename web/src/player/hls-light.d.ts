/** The package ships no types for its light build; they are those of the whole. */
declare module 'hls.js/light' {
  export type { Fragment } from 'hls.js';
  export { default } from 'hls.js';
}

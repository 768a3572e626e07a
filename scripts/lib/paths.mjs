import { fileURLToPath } from 'node:url';

/** The clone. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} path below the clone */
export const inRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

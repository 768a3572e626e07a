import type { PanelDriver } from './driver.ts';

/** Sokol's panels: JSON over HTTP. */
export const sokol: PanelDriver = {
  open: async (ask) => await ask('/relay/1/open', { method: 'PUT' }),
  writeKey: async (ask, digits, apartment) =>
    await ask('/key/store', { method: 'POST', json: { uuid: digits, panelCode: apartment, encryption: false } }),
  removeKey: async (ask, digits) => {
    const status = await ask(`/key/store/${digits}`, { method: 'DELETE' });
    return status === 404 ? 204 : status;
  },
};

import { PanelFailure } from '../../core/panels/control.ts';
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
  listKeys: async (read) => {
    const { status, body } = await read('/key/store');
    return status === 200 ? digitsIn(body) : { status };
  },
  setDoorSeconds: async (ask, seconds) =>
    await ask('/relay/1/settings', { method: 'PUT', json: { switchTime: seconds } }),
};

function digitsIn(body: string): readonly string[] {
  const listed = parsed(body);
  if (!Array.isArray(listed)) throw new PanelFailure('refused', 'The panel answered with no list of keys');
  return listed.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'uuid' in one && typeof one.uuid === 'string' ? [one.uuid] : [],
  );
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

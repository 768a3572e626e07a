import type { Ask, PanelDriver } from './driver.ts';

/** Beward's DS and DKS panels: CGI with everything in the query. */
export const beward: PanelDriver = {
  open: async (ask) => await ask('/cgi-bin/intercom_cgi?action=maindoor'),
  writeKey: async (ask, digits, apartment) =>
    await withReader(ask, { action: 'add', Key: digits, Apartment: String(apartment) }, { Type: '1' }),
  removeKey: async (ask, digits) => await withReader(ask, { action: 'delete', Key: digits }, {}),
};

/** Panels with a MIFARE reader have its CGI in place of the other. */
async function withReader(
  ask: Ask,
  query: Readonly<Record<string, string>>,
  ofMifare: Readonly<Record<string, string>>,
): Promise<number> {
  const status = await ask(`/cgi-bin/rfid_cgi?${new URLSearchParams(query)}`);
  if (status !== 404) return status;
  return await ask(`/cgi-bin/mifare_cgi?${new URLSearchParams({ ...query, ...ofMifare })}`);
}

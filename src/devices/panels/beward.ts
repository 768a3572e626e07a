import type { Ask, PanelDriver } from './driver.ts';

/** Beward's DS and DKS panels: CGI with everything in the query. */
export const beward: PanelDriver = {
  open: async (ask) => await ask('/cgi-bin/intercom_cgi?action=maindoor'),
  writeKey: async (ask, digits, apartment) =>
    await withReader(ask, { action: 'add', Key: digits, Apartment: String(apartment) }, { Type: '1' }),
  removeKey: async (ask, digits) => await withReader(ask, { action: 'delete', Key: digits }, {}),
  listKeys: async (read) => {
    const first = await read('/cgi-bin/rfid_cgi?action=list');
    const { status, body } = first.status === 404 ? await read('/cgi-bin/mifare_cgi?action=list') : first;
    return status === 200 && isList(body) ? digitsIn(body) : { status };
  },
};

/** Nothing but lines `name=value`; a page that asks to sign in, or says what went wrong, is no empty list. */
const isList = (body: string): boolean =>
  body.split(/\r?\n/).every((line) => line.trim() === '' || /^\s*[\w.]+\s*=/.test(line));

/** Lines like `KeyValue1=0000001234abcd` of the one reader, `Key1=0000001234abcd` of the other. */
const digitsIn = (body: string): readonly string[] =>
  [...body.matchAll(/^Key(?:Value)?\d+=([0-9a-f]{1,30})\s*$/gim)].map(([, digits = '']) => digits);

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

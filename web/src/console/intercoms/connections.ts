import type { IntercomCard } from '../../api/types.ts';

export type Connection = IntercomCard['connection'];

/** In the order of the list; the words of each are `intercom.connections` and `intercom.connectionsHelp`. */
export const CONNECTIONS = [
  'matrix',
  'landline',
  'smart',
  'combined_handset',
  'combined_landline',
] as const satisfies readonly Connection[];

/**
 * What rings in a flat. `matrix`: the handset on the wall; `landline`: a telephone of the house; `smart`: apps;
 * `combined_handset` and `combined_landline`: the one beside the other.
 */
export const CONNECTIONS = ['matrix', 'landline', 'smart', 'combined_handset', 'combined_landline'] as const;
export type Connection = (typeof CONNECTIONS)[number];

const APPS: Readonly<Record<Connection, boolean>> = {
  matrix: false,
  landline: false,
  smart: true,
  combined_handset: true,
  combined_landline: true,
};

/** Whether a call rings apps; what else rings is the business of the panel and of the telephone exchange. */
export const ringsApps = (connection: Connection): boolean => APPS[connection];

import type { Intercom } from '../../api/types.ts';

/** By where it stands, which is how people look for it; else by what its camera is called. */
export const intercomTitle = ({ address, title, name }: Pick<Intercom, 'address' | 'title' | 'name'>): string =>
  address || title || name;

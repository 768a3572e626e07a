import type { Action, Me } from '../api/types.ts';
import { useMe } from './useMe.ts';

/** Whether the roles of whoever is signed in allow it anywhere in the domain: the server's table says so. */
export const may = (me: Me, action: Action): boolean => me.actions.includes(action);

/** The same of whoever looks at the page; only below the signed-in route. */
export const useMay = (action: Action): boolean => may(useMe(), action);

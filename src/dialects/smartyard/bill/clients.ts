import type { Method } from './method.ts';

/** Accounts of people are made by their telephones here: what the billing says of them changes nothing. */
const silent = (name: string): Method => ({ name, silent: true, run: async () => ({}) });

export const clientMethods: readonly Method[] = [
  silent('users/clients'),
  silent('users/clients/edit'),
  silent('users/clients/change_password'),
  silent('users/clients/delete'),
  {
    name: 'users/clients/create',
    /** The billing keeps the id as the subscriber's: it is the contract's own. */
    run: async ({ fields }) => {
      const uid = fields.text('uid').trim();
      return { id: /^\d{1,15}$/.test(uid) ? Number(uid) : uid };
    },
  },
  {
    name: 'types_list',
    run: async ({ settings }) => ({
      types: [
        { id: 1, type: 'cam' },
        { id: 2, type: settings.intercomWord },
        { id: 3, type: 'lock' },
      ],
    }),
  },
];

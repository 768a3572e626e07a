import type { Method } from './methods.ts';

/** What cameras and accounts are described by. */
export const directoryMethods: readonly Method[] = [
  {
    name: 'GetRecordTypes',
    run: async () => RECORD_TYPES,
  },
];

const RECORD_TYPES = [
  { ID: 0, Name: 'Нет записи' },
  { ID: 1, Name: 'Постоянная' },
  { ID: 2, Name: 'По движению' },
  { ID: 3, Name: 'По расписанию' },
];

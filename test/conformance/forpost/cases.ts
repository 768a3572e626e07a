import type { Params } from './support.ts';

/** What the table test has to work with, made once. */
export interface Fixtures {
  readonly accountId: number;
  readonly tariffId: number;
  readonly ticketId: number;
}

/**
 * A call of each method that succeeds; the table test takes it apart for the calls that must not. Asked anew for each
 * call: what has to be unique counts up.
 */
export const HAPPY: Readonly<Record<string, (fixtures: Fixtures) => Params>> = {
  GetRecordTypes: () => ({}),
  GetTariffs: () => ({}),
  SetAllowedAccountTariffs: ({ accountId, tariffId }) => ({ AccountID: accountId, TariffIDList: `[${tariffId}]` }),
  GetAllowedAccountTariffs: ({ accountId }) => ({ AccountID: accountId }),
  SetAccountDefaultCameraTariff: ({ accountId, tariffId }) => ({ AccountID: accountId, TariffID: tariffId }),
  GetAccountDefaultCameraTariff: ({ accountId }) => ({ AccountID: accountId }),
  PayIn: ({ accountId }) => ({ AccountID: accountId, Value: '100,50', Comment: 'Терминал 7' }),
  GetTickets: ({ ticketId }) => ({ ID: ticketId }),
  SetTicketState: ({ ticketId }) => ({ ID: ticketId, State: 0 }),
  AddTicketMessage: ({ ticketId }) => ({ TicketID: ticketId, Message: 'Проверяем' }),
};

/** Required by the document only under a condition that these calls do not meet. */
export const CONDITIONAL: Readonly<Record<string, readonly string[]>> = {};

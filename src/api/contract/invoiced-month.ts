import { Type } from 'typebox';
import { Nullable } from './common.ts';
import { Day } from './money.ts';
import { ClosedMonth } from './rating.ts';

const Amount = Type.String({ description: 'A decimal with all the decimals of the currency' });

/** How far a month is on its way to invoices, and what they come to. */
export const InvoicedMonth = Type.Object({
  over: Type.Boolean({ description: 'Its last day is over' }),
  unrated: Nullable(Day, { description: 'The first day that is still to be rated; null: the month can be closed' }),
  closed: Nullable(ClosedMonth, { description: 'Null: its days may still change, and it is not invoiced yet' }),
  uninvoiced: Type.Integer({ description: 'Organizations that were charged and have no invoice' }),
  sums: Type.Array(
    Type.Object({
      currency: Type.String(),
      invoices: Type.Integer({ description: 'Those that are not void' }),
      void: Type.Integer(),
      total: Amount,
      tax: Type.String({ description: 'Within the total' }),
      open: Type.String({ description: 'The total of those that are not paid yet' }),
    }),
    { description: "The provider's currency first" },
  ),
});

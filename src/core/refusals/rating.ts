import type { Refusal } from './refusal.ts';

/** Usage, rated days, months. */
export const RATING_REFUSALS = {
  day_not_over: { kind: 'conflict', text: 'The day {day} is not over yet' },
  day_not_charged: { kind: 'conflict', text: 'Charging was not on yet on {day}' },
  day_not_rated: { kind: 'conflict', text: 'The day {day} is still to be rated first' },
  month_closed: { kind: 'conflict', text: 'The month {month} is closed: its days are rated no more' },
  month_not_over: { kind: 'conflict', text: 'The month {month} is not over yet' },
  period_malformed: { kind: 'invalid', text: 'give two days, the first not after the last' },
  period_too_long: { kind: 'invalid', text: 'give {days} days at the most' },
  plan_in_other_currency: {
    kind: 'invalid',
    text: 'the price of plan {id} is in {currency}: give it one in the currency of the service, or archive it',
  },
  price_of_closed_month: {
    kind: 'conflict',
    text: 'Cameras paid plan {id} on days of {month}, which is closed: let the price start later',
  },
} as const satisfies Readonly<Record<string, Refusal>>;

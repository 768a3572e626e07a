import { Type } from 'typebox';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';
import { Day, Money } from './money.ts';

export const PeriodQuery = Type.Object({
  from: Type.String({ ...Day, description: "The first day, YYYY-MM-DD in the provider's time zone" }),
  to: Type.String({ ...Day, description: 'The last day, counted too' }),
});
export const PeriodPageQuery = extend(PeriodQuery, {
  after: PageQuery.properties.after,
  limit: PageQuery.properties.limit,
});

const PlanRef = Nullable(Type.Object({ id: Id, name: Type.String() }), { description: 'Null: it was under none' });
const ChargeKind = Type.Enum(['charged', 'trial', 'no_plan', 'no_price'], {
  description: 'All but charged are free: a trial, no plan with its preset, a plan without a price yet',
});

export const Usage = Type.Object({
  camera: Type.Object({
    id: Id,
    name: Type.String(),
    title: Type.String(),
    deleted: Type.Boolean({ description: 'It is called as it was when it was deleted' }),
  }),
  plan: PlanRef,
  from: Instant,
  to: Nullable(Instant, { description: 'Null: it goes on' }),
});

export const UsageDay = Type.Object({
  day: Day,
  plan: PlanRef,
  kind: ChargeKind,
  cameras: Type.Integer(),
  charged: Nullable(Money, { description: 'All of them together; null: there was no price' }),
});

export const CameraCharge = Type.Object({
  day: Day,
  cameraId: Id,
  cameraName: Type.String(),
  organizationId: Id,
  planId: Nullable(Id),
  kind: ChargeKind,
  charged: Nullable(Money),
});

const Month = Type.String({ pattern: '^\\d{4}-\\d{2}$', description: 'YYYY-MM' });
export const MonthParams = Type.Object({ month: Month });
export const DayParams = Type.Object({ day: Day });

export const Repetition = Type.Object({
  at: Instant,
  actor: Type.String(),
  organizations: Type.Integer({ description: 'That came to something else' }),
  difference: Type.Array(Money, { description: 'Later minus before; none: it came to the same' }),
});
export const RatingRun = Type.Object({
  day: Day,
  from: Instant,
  to: Instant,
  cameras: Type.Integer(),
  organizations: Type.Integer(),
  ratedAt: Instant,
  stale: Type.Boolean({ description: 'A price of it changed: it will be rated again' }),
  closed: Type.Boolean({ description: 'Its month is closed' }),
  charged: Type.Array(Money),
  repetitions: Type.Array(Repetition, { description: 'Newest first, twenty at the most' }),
});
export const RatingRunQuery = Type.Object({ after: PageQuery.properties.after, limit: PageQuery.properties.limit });
export const RatingState = Type.Object({
  charging: Type.Enum(['none', 'postpaid', 'prepaid']),
  chargingFrom: Nullable(Day, { description: 'The first day that is charged; null: charging was never on' }),
  due: Nullable(Day, { description: 'The next day that is over and still to be rated; null: none is' }),
});
export const RatingResult = Type.Object({
  day: Day,
  first: Type.Boolean({ description: 'False: it was rated before, and this was a repetition' }),
  organizations: Type.Integer({ description: 'That were charged; of a repetition those that came to something else' }),
});
export const ClosedMonth = Type.Object({ month: Month, closedAt: Instant, actor: Type.String() });
export const ClosedMonths = Type.Object({ items: Type.Array(ClosedMonth) });
export const UsageDays = Type.Object({ items: Type.Array(UsageDay) });

import type { RATING_REFUSALS } from '../rating.ts';

export const RATING_IN_RUSSIAN = {
  day_not_over: 'День {day} ещё не закончился',
  day_not_charged: 'На {day} начисления ещё не были включены',
  day_not_rated: 'Сначала должен быть рассчитан день {day}',
  month_closed: 'Месяц {month} закрыт: его дни больше не пересчитываются',
  month_not_over: 'Месяц {month} ещё не закончился',
  period_malformed: 'укажите два дня, первый не позже последнего',
  period_too_long: 'не больше {days} дней',
  plan_in_other_currency: 'цена тарифа {id} в {currency}: задайте цену в валюте сервиса или уберите тариф в архив',
  price_of_closed_month: 'По тарифу {id} уже начислено за дни месяца {month}, который закрыт: начните цену позже',
} as const satisfies Readonly<Record<keyof typeof RATING_REFUSALS, string>>;

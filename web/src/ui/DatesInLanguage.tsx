import 'dayjs/locale/en-gb';
import 'dayjs/locale/ru';
import { DatesProvider } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { factsOf } from '../locales/languages.ts';

/** Around what picks a date: the months and weeks of the page's language, which pages without such a thing do without. */
export function DatesInLanguage({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const { calendar } = factsOf(i18n.language);
  return (
    <DatesProvider settings={{ locale: calendar, firstDayOfWeek: 1, weekendDays: [0, 6] }}>{children}</DatesProvider>
  );
}

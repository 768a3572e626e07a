import { Button, Popover } from '@mantine/core';
import { Calendar } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archiveDaysQuery } from '../../api/cameras.ts';
import { instantOf, wallSeconds } from '../../format/zone.ts';
import { now } from '../../player/clock.ts';
import type { PlayerSession } from '../../player/session.ts';
import { DatesInLanguage } from '../../ui/DatesInLanguage.tsx';
import styles from './DayPicker.module.css';

interface DayPickerProps {
  readonly cameraId: number;
  readonly zone: string;
  readonly session: PlayerSession;
}

const DAY = 86_400;
const dayText = (time: number, zone: string) => new Date(wallSeconds(zone, time) * 1000).toISOString().slice(0, 10);

/** The month, its days with records marked; a day leads to the first picture after its midnight. */
export function DayPicker({ cameraId, zone, session }: DayPickerProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const today = dayText(now(), zone);
  const [month, setMonth] = useState(`${today.slice(0, 7)}-01`);
  const days = useQuery({ ...archiveDaysQuery(cameraId, month.slice(0, 7), zone), enabled: opened });
  const recorded = new Set((days.data?.days ?? []).filter((day) => day.seconds > 0).map((day) => day.date));
  const shown = dayText(session.time(), zone);

  const open = async (date: string) => {
    const midnight = instantOf(zone, Date.parse(`${date}T00:00:00Z`) / 1000);
    await session.recordings.load({ from: midnight, to: Math.min(midnight + DAY + 7200, now()) });
    session.seek(midnight);
    setOpened(false);
  };

  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          h={44}
          px={14}
          fz={14}
          leftSection={<IconCalendar size={20} stroke={1.7} />}
          onClick={() => setOpened(!opened)}
        >
          {t('calendar.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('calendar.open')}>
        <DatesInLanguage>
          <Calendar
            date={month}
            onDateChange={setMonth}
            maxDate={today}
            maxLevel="month"
            hideOutsideDates
            ariaLabels={{ nextMonth: t('calendar.next'), previousMonth: t('calendar.previous') }}
            getDayProps={(date) => ({
              selected: date === shown,
              disabled: date > today || (days.isSuccess && date.startsWith(month.slice(0, 7)) && !recorded.has(date)),
              className: recorded.has(date) ? styles.recorded : undefined,
              onClick: () => void open(date),
            })}
          />
        </DatesInLanguage>
        <p className={styles.note}>{t('calendar.note')}</p>
      </Popover.Dropdown>
    </Popover>
  );
}

import { Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { CaseEvent } from '../../api/analytics.ts';
import { paths } from '../../app/routes/paths.ts';
import { momentText } from '../../app/routes/searches.ts';
import { useZone } from '../../app/useMe.ts';
import { clockTime, secondsOf } from '../../format/time.ts';
import { LinkButton } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import styles from '../support/SupportPage.module.css';

/** The archive is shown from a little before, so that one sees how it began (s). */
const BEFORE = 5;

/** What, where and when, and the way to see it. */
export function CaseEventRow({ event }: { event: CaseEvent }) {
  const { t, language } = useWords();
  const zone = useZone();
  const { camera } = event;
  const at = secondsOf(event.at);
  const time = clockTime(at, zone, language, true);
  return (
    <li className={styles.row}>
      <span className={styles.title}>
        <Text span>{event.text === '' ? t(`analytics.happened.${event.case.type}`) : event.text}</Text>
        <Text span display="block" fz={14} c="dimmed">
          {camera.title === '' ? camera.name : camera.title} · {event.case.title}
        </Text>
      </span>
      <Text span fz={14} c="dimmed">
        <When at={event.at} />
        {event.until !== null &&
          event.until !== event.at &&
          ` – ${clockTime(secondsOf(event.until), zone, language, true)}`}
      </Text>
      <LinkButton
        to={paths.camera}
        params={{ cameraId: camera.id }}
        search={{ t: momentText(at - BEFORE) }}
        variant="default"
        size="sm"
        mih={44}
        leftSection={<IconPlayerPlay size={16} stroke={1.7} aria-hidden="true" />}
        aria-label={t('analytics.watchAt', { time })}
      >
        {t('analytics.watch')}
      </LinkButton>
    </li>
  );
}

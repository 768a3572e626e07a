import {
  IconCar,
  IconDeviceMobile,
  IconDoorExit,
  IconFaceId,
  IconKey,
  IconPassword,
  IconPhone,
  IconPhoneCall,
  IconPhoneX,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Door, DoorEvent } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { momentText } from '../../app/routes/searches.ts';
import { useZone } from '../../app/useMe.ts';
import { phoneText } from '../../format/phone.ts';
import { clockTime, secondsOf } from '../../format/time.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import styles from './DoorEvents.module.css';

const ICONS = {
  call_missed: IconPhoneX,
  call_answered: IconPhoneCall,
  key: IconKey,
  app: IconDeviceMobile,
  face: IconFaceId,
  code: IconPassword,
  call: IconPhone,
  plate: IconCar,
  button: IconDoorExit,
} as const satisfies Record<DoorEvent['kind'], unknown>;

/** The archive is shown from a little before, so that one sees who came (s). */
const BEFORE = 5;

/** When, what, who, and the way to see it. */
export function DoorEventRow({ event, door }: { event: DoorEvent; door: Door }) {
  const { t, i18n } = useTranslation();
  const zone = useZone();
  const Icon = ICONS[event.kind];
  const at = secondsOf(event.at);
  return (
    <li className={styles.row} data-result={event.result} title={event.detail}>
      <Icon size={18} stroke={1.7} aria-hidden="true" className={styles.icon} />
      <span className={styles.what}>
        {t(`door.event.${event.result}.${event.kind}`)}
        <span className={styles.more}>
          <When at={event.at} />
          {event.who !== '' && <span>{phoneText(event.who)}</span>}
        </span>
      </span>
      {door.camera !== null && event.cameraName !== null && (
        <LinkAnchor
          to={paths.camera}
          params={{ cameraId: door.camera.id }}
          search={{ t: momentText(at - BEFORE) }}
          className={styles.watch}
          aria-label={t('door.watchAt', { time: clockTime(at, zone, i18n.language, true) })}
        >
          <IconPlayerPlay size={20} stroke={1.7} aria-hidden="true" />
        </LinkAnchor>
      )}
    </li>
  );
}

import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Door } from '../../api/types.ts';
import styles from './DoorCard.module.css';
import { DoorEvents } from './DoorEvents.tsx';
import { DoorIcon } from './DoorIcon.tsx';
import { DoorPicture } from './DoorPicture.tsx';
import { DoorTrouble } from './DoorTrouble.tsx';
import { barOf, doorName, doorPlace, refusalOf } from './doorWords.ts';
import { OpenButton } from './OpenButton.tsx';
import { useOpening } from './useOpening.ts';

export function DoorCard({ door }: { door: Door }) {
  const { t } = useTranslation();
  const opening = useOpening(door);
  const name = doorName(t, door);
  const place = doorPlace(t, door);
  const bar = barOf(t, door);
  return (
    <article className={styles.card} aria-label={name}>
      <DoorPicture door={door} />
      <div className={styles.body}>
        <div className={styles.head}>
          <DoorIcon icon={door.icon} size={24} />
          <div className={styles.names}>
            <Title order={2}>{name}</Title>
            {place !== '' && (
              <Text fz={14} c="dimmed">
                {place}
              </Text>
            )}
          </div>
        </div>
        {bar !== undefined && <DoorTrouble refusal={bar} />}
        {bar === undefined && opening.error !== null && (
          <DoorTrouble refusal={refusalOf(t, opening.error)} onClose={opening.forget} />
        )}
        <OpenButton door={door} opening={opening} />
        <DoorEvents door={door} />
      </div>
    </article>
  );
}

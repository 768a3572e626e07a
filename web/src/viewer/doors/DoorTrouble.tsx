import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import styles from './DoorCard.module.css';
import type { DoorRefusal } from './doorWords.ts';

interface DoorTroubleProps {
  readonly refusal: DoorRefusal;
  /** Of a try that failed; absent: it stands as long as its cause. */
  readonly onClose?: (() => void) | undefined;
}

/** Why a door stays shut, what to do, and where it says what to pay. */
export function DoorTrouble({ refusal, onClose }: DoorTroubleProps) {
  const { t } = useTranslation();
  return (
    <Alert
      color={refusal.contract ? 'yellow' : 'red'}
      variant="light"
      role={onClose === undefined ? 'status' : 'alert'}
      icon={<IconAlertTriangle />}
      title={refusal.title}
      withCloseButton={onClose !== undefined}
      closeButtonLabel={t('door.dismiss')}
      {...(onClose === undefined ? {} : { onClose })}
    >
      {refusal.more}
      {refusal.contract && (
        <LinkAnchor to={paths.contracts} className={styles.toContract}>
          {t('door.toContract')}
        </LinkAnchor>
      )}
    </Alert>
  );
}

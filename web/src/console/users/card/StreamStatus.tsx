import { IconCircle, IconCircleDashed, IconCircleFilled, IconCircleHalf2, IconMinus } from '@tabler/icons-react';
import type { SeenCamera } from '../../../api/types.ts';
import { useWords } from '../../../ui/useWords.ts';
import styles from './StreamStatus.module.css';

type Status = SeenCamera['status'];

const ICONS = {
  active: IconCircleFilled,
  partially_active: IconCircleHalf2,
  inactive: IconCircle,
  empty: IconMinus,
  initialization: IconCircleDashed,
} as const satisfies Record<Status, unknown>;

/** How a camera is by its streams: by colour, shape and word. */
export function StreamStatus({ status }: { status: Status }) {
  const { t } = useWords();
  const Icon = ICONS[status];
  return (
    <span className={styles.status} data-status={status}>
      <Icon size={status === 'active' ? 9 : 13} stroke={2.4} aria-hidden="true" />
      {t(`userCard.statuses.${status}`)}
    </span>
  );
}

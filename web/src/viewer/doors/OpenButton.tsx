import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Door } from '../../api/types.ts';
import { doorName } from './doorWords.ts';
import styles from './OpenButton.module.css';
import type { useOpening } from './useOpening.ts';

interface OpenButtonProps {
  readonly door: Door;
  readonly opening: ReturnType<typeof useOpening>;
  /** Over a picture: no wider than its words. */
  readonly over?: boolean;
  /** Says which door it is, where there are several. */
  readonly named?: boolean;
}

/** Its width and place stay as they are in every state, so that nobody presses beside it. */
export function OpenButton({ door, opening, over = false, named = false }: OpenButtonProps) {
  const { t } = useTranslation();
  const name = doorName(t, door);
  const { state } = opening;
  const word = {
    idle: t('door.open'),
    opening: t('door.opening'),
    opened: t('door.opened'),
    failed: over ? t('door.failed') : t('door.open'),
  }[state];
  const full = `${word}: ${name}`;
  const Icon = state === 'opened' ? IconCheck : door.open ? IconLockOpen : IconLock;
  return (
    <>
      <button
        type="button"
        className={styles.button}
        data-state={state}
        data-over={over || undefined}
        disabled={!door.open}
        aria-disabled={state === 'opening' || state === 'opened' || undefined}
        aria-label={full}
        onClick={opening.open}
      >
        <Icon size={22} stroke={1.8} aria-hidden="true" />
        <span className={styles.word}>{named ? full : word}</span>
      </button>
      <VisuallyHidden role="status">{state === 'opened' ? t('door.openedMore', { name }) : ''}</VisuallyHidden>
    </>
  );
}

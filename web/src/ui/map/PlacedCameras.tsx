import { Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraFeature } from '../../api/cameraMap.ts';
import { useWords } from '../useWords.ts';
import styles from './PlacedMap.module.css';
import { StateShape } from './StateShape.tsx';

interface PlacedCamerasProps {
  readonly cameras: readonly CameraFeature[];
  readonly selectedId: number | undefined;
  /** The way to a camera's page. */
  readonly link: (id: number, content: ReactNode, className: string) => ReactNode;
  /** Undefined: there is no map, and each leads to its page. */
  readonly onSelect: ((id: number) => void) | undefined;
}

/** Nobody reads further; the map and the filters narrow it. */
const MOST = 200;

/** What the map shows, for keyboards and screen readers. */
export function PlacedCameras({ cameras, selectedId, link, onSelect }: PlacedCamerasProps) {
  const { t } = useWords();
  const { t: p } = useTranslation('player');
  return (
    <ul className={styles.list} aria-label={t('cameraMap.inView')}>
      {cameras.length === 0 && (
        <li className={styles.item}>
          <Text fz={14} c="dimmed">
            {t('cameraMap.noneInView')}
          </Text>
        </li>
      )}
      {cameras.slice(0, MOST).map(({ properties: { id, title, state, location } }) => {
        const content = (
          <>
            <StateShape state={state} />
            <span className={styles.title}>
              <Text fz={14}>{title}</Text>
              <Text fz={13} c="dimmed">
                {[p(`state.${state}`), location].filter(Boolean).join(' · ')}
              </Text>
            </span>
          </>
        );
        return (
          <li key={id}>
            {onSelect === undefined ? (
              link(id, content, styles.item ?? '')
            ) : (
              <UnstyledButton
                className={styles.item ?? ''}
                aria-current={id === selectedId}
                onClick={() => onSelect(id)}
              >
                {content}
              </UnstyledButton>
            )}
          </li>
        );
      })}
      {cameras.length > MOST && (
        <li className={styles.item}>
          <Text fz={13} c="dimmed">
            {t('cameraMap.moreInView', { count: cameras.length - MOST })}
          </Text>
        </li>
      )}
    </ul>
  );
}

import { Alert, Button, Group, Loader, Text } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { useWords } from '../useWords.ts';
import styles from './MapCanvas.module.css';
import type { MapFailureKind } from './useOpenMap.ts';

interface MapFrameProps {
  readonly label: string;
  readonly place: RefObject<HTMLElement | null>;
  /** False: it is being drawn. */
  readonly ready: boolean;
  readonly failure: MapFailureKind | undefined;
  readonly isBackgroundMissing: boolean;
  readonly onRetry: () => void;
  /** What to do without it. */
  readonly instead: string;
  /** What lies over the map. */
  readonly children?: ReactNode;
}

/** Where a map is drawn: it says that it is on its way, and what to do when it does not come. */
export function MapFrame(props: MapFrameProps) {
  const { t } = useWords();
  const { label, place, ready, failure, isBackgroundMissing, children } = props;
  return (
    <>
      {failure !== undefined && <Failure {...props} failure={failure} />}
      <div className={styles.frame} hidden={failure !== undefined}>
        <section ref={place} className={styles.map} aria-label={label} aria-busy={!ready} />
        {!ready && (
          <Group className={styles.waiting} gap={8} role="status">
            <Loader size={18} />
            <Text fz={14}>{t('cameraMap.drawing')}</Text>
          </Group>
        )}
        {ready && isBackgroundMissing && (
          <Text className={styles.missing} fz={13} role="status">
            {t('cameraMap.backgroundMissing')}
          </Text>
        )}
        {children}
      </div>
    </>
  );
}

function Failure({ failure, instead, onRetry }: MapFrameProps & { failure: MapFailureKind }) {
  const { t, a } = useWords();
  return (
    <Alert color="yellow" variant="light" c="var(--mantine-color-text)" role="alert">
      <Group justify="space-between">
        <Text fz={14} flex={1} miw={200}>
          {t(failure === 'drawing' ? 'cameraMap.failed' : 'cameraMap.notLoaded')} {instead}
        </Text>
        <Button size="sm" variant="default" onClick={onRetry}>
          {a('actions.retry')}
        </Button>
      </Group>
    </Alert>
  );
}

import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { STATES } from '../../ui/map/shapes.ts';
import styles from './CameraMapView.module.css';
import { StateShape } from './StateShape.tsx';

/** Which form and colour means what. */
export function MapLegend() {
  const { t } = useTranslation('player');
  return (
    <Stack gap={2} className={styles.legend} visibleFrom="sm">
      {STATES.map((state) => (
        <Group key={state} gap={8} wrap="nowrap">
          <StateShape state={state} />
          <Text fz={13}>{t(`state.${state}`)}</Text>
        </Group>
      ))}
    </Stack>
  );
}

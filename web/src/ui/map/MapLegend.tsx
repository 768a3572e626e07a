import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './PlacedMap.module.css';
import { StateShape } from './StateShape.tsx';
import { STATES } from './shapes.ts';

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

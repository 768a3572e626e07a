import { Button, Group, Stack, Text } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../useWords.ts';
import type { Ground } from './ground.ts';
import { MapFrame } from './MapFrame.tsx';
import styles from './PlacePicker.module.css';
import type { OpenPicker, Place } from './picker.ts';
import { useOpenMap } from './useOpenMap.ts';

interface PlacePickerProps {
  /** As the fields have it; undefined: no place yet. */
  readonly place: Place | undefined;
  readonly onPick: (place: Place) => void;
}

/** Sets coordinates by a map, which comes when it is asked for; the fields that it fills in stay what counts. */
export function PlacePicker(props: PlacePickerProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Stack gap={8}>
      <Group>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconMapPin size={16} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'cameraMap.hideMap' : 'cameraMap.choose')}
        </Button>
      </Group>
      {open && <PickerMap {...props} />}
    </Stack>
  );
}

function PickerMap({ place, onPick }: PlacePickerProps) {
  const { t } = useWords();
  const element = useRef<HTMLElement>(null);
  const told = useRef(onPick);
  told.current = onPick;
  const { map, failure, isBackgroundMissing, retry } = useOpenMap<OpenPicker>(element, async () => {
    const { openPicker } = await import('./picker.ts');
    return (at: HTMLElement, ground: Ground, onReady: (picker: OpenPicker) => void) =>
      openPicker(at, { ...ground, onPick: (picked) => told.current(picked), onReady });
  });
  const { latitude, longitude } = place ?? {};
  useEffect(
    () => map?.mark(latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }),
    [map, latitude, longitude],
  );
  return (
    <>
      <div className={styles.map} data-failed={failure !== undefined || undefined}>
        <MapFrame
          label={t('cameraMap.views.map')}
          place={element}
          ready={map !== undefined}
          failure={failure}
          isBackgroundMissing={isBackgroundMissing}
          instead={t('cameraMap.inFields')}
          onRetry={retry}
        />
      </div>
      {map !== undefined && (
        <Group justify="space-between" gap={8}>
          <Text fz={13} c="dimmed">
            {t('cameraMap.chooseHelp')}
          </Text>
          <Button size="compact-sm" variant="subtle" onClick={() => onPick(map.middle())}>
            {t('cameraMap.middle')}
          </Button>
        </Group>
      )}
    </>
  );
}

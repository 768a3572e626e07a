import { SegmentedControl } from '@mantine/core';
import type { CAMERA_VIEWS } from '../../app/routes/searches.ts';
import { useWords } from '../../ui/useWords.ts';

type View = (typeof CAMERA_VIEWS)[number];

interface CameraViewSwitchProps {
  readonly view: View | undefined;
  readonly onChange: (view: View | undefined) => void;
}

/** List, tree or map. */
export function CameraViewSwitch({ view, onChange }: CameraViewSwitchProps) {
  const { t } = useWords();
  return (
    <SegmentedControl
      aria-label={t('cameraMap.view')}
      value={view ?? 'list'}
      data={(['list', 'tree', 'map'] as const).map((value) => ({ value, label: t(`cameraMap.views.${value}`) }))}
      onChange={(value) => onChange(value === 'list' ? undefined : (value as View))}
    />
  );
}

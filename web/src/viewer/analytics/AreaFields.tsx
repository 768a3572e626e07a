import { Button, Fieldset, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Picked } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { useWords } from '../../ui/useWords.ts';
import { AreaPicture } from './AreaPicture.tsx';
import { type Area, LEAST_POINTS, MOST_POINTS, numbered, type Point, pointAt } from './areas.ts';

interface AreaFieldsProps {
  readonly kind: Area['kind'];
  readonly cameras: readonly Picked[];
  readonly areas: readonly Area[];
  readonly onChange: (areas: readonly Area[]) => void;
}

/** The zone or the line of each camera, drawn over its picture or written as numbers. */
export function AreaFields({ kind, cameras, areas, onChange }: AreaFieldsProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<number>();
  const camera = cameras.find(({ id }) => id === chosen) ?? cameras[0];
  if (camera === undefined) return null;
  const isIt = (one: Area) => one.cameraId === camera.id && one.kind === kind;
  const area = areas.find(isIt) ?? { cameraId: camera.id, kind, points: [] };
  const set = (points: readonly Point[]) => onChange([...areas.filter((one) => !isIt(one)), { ...area, points }]);
  return (
    <Fieldset legend={t(`analytics.area.${kind}`)}>
      <Stack gap={10}>
        {cameras.length > 1 && (
          <Select
            label={t('analytics.area.of')}
            allowDeselect={false}
            data={cameras.map(({ id, title }) => ({ value: String(id), label: title }))}
            value={String(camera.id)}
            onChange={(value) => setChosen(Number(value))}
          />
        )}
        <AreaPicture key={camera.id} area={area} title={camera.title} onChange={set} />
        <Text fz={13} c="dimmed">
          {t(`analytics.area.${kind}Help`)} {area.points.length > 0 && t('analytics.area.pointHelp')}
        </Text>
        <PointList points={area.points} onChange={set} />
        {area.points.length > 0 && area.points.length < LEAST_POINTS[kind] && (
          <Text fz={13} c="var(--mantine-color-error)" role="alert">
            {t('analytics.area.unfinished')}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

interface PointListProps {
  readonly points: readonly Point[];
  readonly onChange: (points: readonly Point[]) => void;
}

function PointList({ points, onChange }: PointListProps) {
  const { t } = useWords();
  const set = (at: number, point: Point) => onChange(points.map((one, i) => (i === at ? point : one)));
  const percent = (part: number) => Math.round(part * 1000) / 10;
  return (
    <>
      {numbered(points).map(({ at, point: [across, down] }) => (
        <Group key={at} gap={8} wrap="nowrap">
          <Text span fz={14} w={20} className="numbers" aria-hidden="true">
            {at + 1}
          </Text>
          <NumberInput
            aria-label={t('analytics.area.across', { number: at + 1 })}
            {...{ min: 0, max: 100, suffix: ' %', value: percent(across) }}
            onChange={(value) => set(at, pointAt(Number(value) / 100, down))}
          />
          <NumberInput
            aria-label={t('analytics.area.down', { number: at + 1 })}
            {...{ min: 0, max: 100, suffix: ' %', value: percent(down) }}
            onChange={(value) => set(at, pointAt(across, Number(value) / 100))}
          />
          <IconAction
            label={t('analytics.area.remove', { number: at + 1 })}
            onClick={() => onChange(points.filter((_, i) => i !== at))}
          >
            <IconX size={18} stroke={1.6} />
          </IconAction>
        </Group>
      ))}
      <Group gap={8}>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} />}
          disabled={points.length >= MOST_POINTS}
          onClick={() => onChange([...points, [0.5, 0.5]])}
        >
          {t('analytics.area.add')}
        </Button>
        {points.length > 0 && (
          <Button variant="subtle" size="sm" onClick={() => onChange([])}>
            {t('analytics.area.clear')}
          </Button>
        )}
      </Group>
    </>
  );
}

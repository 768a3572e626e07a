import { Group, Input, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { CameraPicker, type Picked } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { useWords } from '../../ui/useWords.ts';

interface CameraChoiceProps {
  readonly cameras: readonly Picked[];
  readonly onChange: (cameras: readonly Picked[]) => void;
  readonly error: string | undefined;
}

/** Several cameras: found one by one, and listed below. */
export function CameraChoice({ cameras, onChange, error }: CameraChoiceProps) {
  const { t } = useWords();
  return (
    <Stack gap={4}>
      <CameraPicker
        label={t('analytics.cameras')}
        placeholder={t('analytics.pick')}
        value={null}
        except={({ id }) => cameras.some((one) => one.id === id)}
        onChange={(picked) => picked && onChange([...cameras, { id: picked.id, title: picked.title }])}
      />
      {error !== undefined && <Input.Error role="alert">{error}</Input.Error>}
      {cameras.map(({ id, title }) => (
        <Group key={id} justify="space-between" wrap="nowrap">
          <Text fz={14} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Text>
          <IconAction
            label={t('analytics.takeOut', { title })}
            onClick={() => onChange(cameras.filter((one) => one.id !== id))}
          >
            <IconX size={18} stroke={1.6} />
          </IconAction>
        </Group>
      ))}
    </Stack>
  );
}

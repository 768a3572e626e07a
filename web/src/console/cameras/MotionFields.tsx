import { CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { SwitchField } from '../../ui/form/fields.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

interface Props {
  readonly form: UseFormReturn<CameraValues>;
  /** Undefined: the camera is not added yet. */
  readonly motionPath: string | undefined;
}

/** Whether the camera tells of motion, and what it calls then. */
export function MotionFields({ form: { control }, motionPath }: Props) {
  const { t } = useWords();
  const [mode, notices] = useWatch({ control, name: ['recordMode', 'connection.motionNotices'] });
  return (
    <>
      <SwitchField
        control={control}
        name="connection.motionNotices"
        label={t('camera.motionNotices')}
        help={t('camera.motionNoticesHelp')}
      />
      {mode === 'motion' && !notices && (
        <Text role="note" fz={14} c="var(--mantine-color-error)">
          {t('camera.motionSilent')}
        </Text>
      )}
      {notices && motionPath === undefined && <Text fz={14}>{t('camera.motionLater')}</Text>}
      {notices && motionPath !== undefined && <MotionAddress url={`${window.location.origin}${motionPath}`} />}
    </>
  );
}

/** What is entered in the camera. */
function MotionAddress({ url }: { url: string }) {
  const { t, a } = useWords();
  return (
    <Stack gap={4}>
      <Group gap={4} wrap="nowrap" align="end">
        <TextInput
          flex={1}
          label={t('camera.motionUrl')}
          readOnly
          value={url}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <IconAction label={copied ? a('actions.copied') : a('actions.copy')} onClick={copy}>
              {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
            </IconAction>
          )}
        </CopyButton>
      </Group>
      <Text fz={13} c="dimmed">
        {t('camera.motionUrlHelp')}
      </Text>
    </Stack>
  );
}

import { CopyButton, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import type { Camera } from '../../api/types.ts';
import { SwitchField } from '../../ui/form/fields.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

const SOURCES = ['call', 'onvif'] as const;

interface Props {
  readonly form: UseFormReturn<CameraValues>;
  /** As the camera is saved; undefined: it is not added yet. */
  readonly connection: Camera['connection'];
}

/** Whether the camera tells of motion, and what it calls then. */
export function MotionFields({ form: { control }, connection }: Props) {
  const { t } = useWords();
  const [mode, notices, source] = useWatch({
    control,
    name: ['recordMode', 'connection.motionNotices', 'connection.motionSource'],
  });
  const motionPath = connection?.motionPath;
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
      {notices && (
        <Controller
          control={control}
          name="connection.motionSource"
          render={({ field }) => (
            <Radio.Group label={t('camera.motionSource')} value={field.value} onChange={field.onChange}>
              <Stack gap={8} mt={6}>
                {SOURCES.map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={t(`camera.motionSources.${value}`)}
                    description={t(`camera.motionSources.${value}Help`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
        />
      )}
      {notices && source === 'onvif' && connection?.motionSource === 'onvif' && connection.motionNotices && (
        <MotionHeard state={connection.motionState} />
      )}
      {notices && source === 'call' && motionPath === undefined && <Text fz={14}>{t('camera.motionLater')}</Text>}
      {notices && source === 'call' && motionPath !== undefined && (
        <MotionAddress url={`${window.location.origin}${motionPath}`} />
      )}
    </>
  );
}

/** How asking the camera goes. */
function MotionHeard({ state }: { state: NonNullable<Camera['connection']>['motionState'] }) {
  const { t } = useWords();
  if (state === null) return <Text fz={14}>{t('camera.motionNotAsked')}</Text>;
  if (state.problem === null)
    return (
      <Text fz={14}>
        {t('camera.motionHeard')} <When at={state.since} />
      </Text>
    );
  return (
    <Text role="note" fz={14} c="var(--mantine-color-error)" style={{ overflowWrap: 'anywhere' }}>
      {t('camera.motionNotHeard', { why: `${t(`camera.motionProblems.${state.problem}`)}${state.said}` })}
    </Text>
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

import { Button, EmptyState, Group, Skeleton, Stack, Title } from '@mantine/core';
import { IconDeviceLandlinePhone, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { panelQuery, removePanel, setPanel } from '../../api/panels.ts';
import type { Camera, Panel } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import { DoorsOf } from '../doors/DoorsOf.tsx';
import { PanelFields } from './PanelFields.tsx';
import { PanelKeys } from './PanelKeys.tsx';
import { EMPTY_PANEL, type PanelValues, panelChange, panelValues } from './panelForm.ts';

/** The panel that the camera looks out of: how it is reached, its calls, its doors. */
export function CameraIntercom({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const panel = useQuery(panelQuery(camera.id));
  const [adding, setAdding] = useState(false);
  if (panel.isError) return <LoadFailure error={panel.error} onRetry={() => void panel.refetch()} />;
  if (panel.data === undefined) return <Skeleton height={320} maw={640} />;
  if (panel.data === null && !adding)
    return (
      <EmptyState
        py={56}
        icon={<IconDeviceLandlinePhone size={36} stroke={1.4} />}
        title={t('panel.none')}
        description={t('panel.noneMore')}
      >
        <EmptyState.Actions>
          <Button onClick={() => setAdding(true)}>{t('panel.add')}</Button>
        </EmptyState.Actions>
      </EmptyState>
    );
  return (
    <Stack gap={32}>
      {panel.data !== null && (
        <LinkAnchor to={paths.intercom} params={{ intercomId: camera.id }} search={{}}>
          {t('intercom.toCard')}
        </LinkAnchor>
      )}
      <PanelForm key={panel.data === null ? 'new' : 'set'} camera={camera} panel={panel.data} />
      {panel.data !== null && (
        <>
          <Stack gap={12}>
            <Title order={2}>{t('tabs.doors')}</Title>
            <DoorsOf of={{ cameraId: camera.id }} />
          </Stack>
          <PanelKeys cameraId={camera.id} />
        </>
      )}
    </Stack>
  );
}

function PanelForm({ camera, panel }: { camera: Camera; panel: Panel | null }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const mayManage = useMay('intercoms.manage');
  const [before, setBefore] = useState(() => (panel === null ? EMPTY_PANEL : panelValues(panel)));
  const form = useForm<PanelValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => setPanel(camera.id, panelChange(before, values)),
    refresh: ['cameras'],
    onSaved: (saved) => {
      setBefore(panelValues(saved));
      form.reset(panelValues(saved));
    },
  });
  return (
    <>
      <FormFrame
        {...saving}
        may={mayManage}
        {...(panel === null ? { save: t('panel.add') } : { onReset: () => form.reset() })}
      >
        <PanelFields
          form={form}
          hasPassword={panel?.hasPassword ?? false}
          hasSipPassword={panel?.hasSipPassword ?? false}
        />
      </FormFrame>
      {panel !== null && mayManage && (
        <Group mt={-16}>
          <Button
            variant="default"
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} />}
            onClick={() => setRemoving(true)}
          >
            {t('panel.remove')}
          </Button>
        </Group>
      )}
      {removing && (
        <TypedConfirm
          title={t('panel.remove')}
          text={t('panel.removeText')}
          word={camera.name}
          confirm={t('panel.remove')}
          action={async () => {
            await removePanel(camera.id);
            await queries.invalidateQueries({ queryKey: ['cameras'] });
          }}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}

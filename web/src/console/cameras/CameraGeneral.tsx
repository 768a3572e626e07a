import { DataList, Grid, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { cameraQuery, changeCamera } from '../../api/cameras.ts';
import type { Camera } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { useZone } from '../../app/useMe.ts';
import { bitrate, bytes, codecName } from '../../format/numbers.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { StatusPill } from '../../ui/status/StatusPill.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useSeenForm } from '../meanwhile/useSeenForm.tsx';
import { CameraFields } from './CameraFields.tsx';
import { CameraSync } from './CameraSync.tsx';
import { type CameraValues, cameraChange, cameraValues } from './cameraForm.ts';

export function CameraGeneral({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('cameras.manage');
  const { form, meanwhile, saving } = useSeenForm<CameraValues, Camera>({
    object: camera,
    values: cameraValues,
    save: (before, values) =>
      changeCamera(camera.id, { ...cameraChange(before, values), was: cameraChange(values, before) }),
    read: () => queries.fetchQuery({ ...cameraQuery(camera.id), staleTime: 0 }),
    refresh: ['cameras'],
    titles: ({ organization, folder, preset, location }) => ({
      organizationId: [t('camera.organization'), organization.title],
      folderId: [t('camera.folder'), folder.title],
      presetId: [t('camera.preset'), preset.title],
      locationId: [t('camera.location'), location?.titles.join(', ')],
    }),
  });
  return (
    <Grid gap={40}>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <FormFrame {...saving} may={mayManage}>
          {meanwhile}
          <CameraFields form={form} connection={camera.connection} kept={camera.preset} />
        </FormFrame>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <CameraFacts camera={camera} />
        {camera.source !== null && <CameraSync camera={camera} />}
      </Grid.Col>
    </Grid>
  );
}

/** What the camera does now. */
function CameraFacts({ camera }: { camera: Camera }) {
  const { t, language } = useWords();
  const { status } = camera;
  const size = status.width === null ? '' : `${status.width}×${status.height ?? ''}`;
  const rows = [
    [t('camera.name'), camera.name],
    [t('camera.device'), camera.connection?.deviceModel ?? null],
    [t('camera.beforeBlock'), status.state === 'blocked' ? <SeenLast key="seen" camera={camera} /> : null],
    [t('camera.error'), status.error],
    [t('camera.recordingError'), status.recordingError && t(`recordingErrors.${status.recordingError.code}`)],
    [t('camera.bitrate'), status.bitrate === null ? null : bitrate(status.bitrate, language)],
    [
      t('camera.video'),
      [status.videoCodec === null ? null : codecName(status.videoCodec), size].filter(Boolean).join(', '),
    ],
    [t('camera.size'), status.archiveBytes === null ? null : bytes(status.archiveBytes, language)],
    [
      t('camera.agent'),
      camera.agent === null ? null : [camera.agent.model, camera.agent.serial].filter(Boolean).join(', '),
    ],
    [t('camera.created'), <When key="created" at={camera.createdAt} />],
    ['UUID', camera.uuid],
  ] as const;
  return (
    <DataList labelWidth="130px" withDivider>
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
    </DataList>
  );
}

/** No node takes a blocked camera in: how it was when one last did, and when. */
function SeenLast({ camera: { status } }: { camera: Camera }) {
  const { t } = useWords();
  const zone = useZone();
  if (status.seenAt === null) return t('camera.notSeen');
  return (
    <Group gap="2px 12px">
      {status.health !== null && (
        <StatusPill status={{ state: status.health, since: status.healthSince, recording: false }} zone={zone} />
      )}
      <When at={status.seenAt} relative />
    </Group>
  );
}

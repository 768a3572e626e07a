import { Alert, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type AnalyticsCase,
  type AnalyticsType,
  changeCase,
  createCase,
  LEVEL_OF,
  ownLicencesQuery,
} from '../../api/analytics.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import type { Picked } from '../../ui/form/pickers.tsx';
import { ScheduleField } from '../../ui/form/ScheduleField.tsx';
import { useWords } from '../../ui/useWords.ts';
import { AreaFields } from './AreaFields.tsx';
import { areasOf, KIND_OF, LEAST_POINTS, withAreas } from './areas.ts';
import { CameraChoice } from './CameraChoice.tsx';

interface CaseDialogProps {
  /** Absent: a new one. */
  readonly edited: AnalyticsCase | undefined;
  /** Those that may be made. */
  readonly types: readonly AnalyticsType[];
  readonly onClose: () => void;
}

/** What is looked for, at which cameras, and what it is called. */
export function CaseDialog({ edited, types, onClose }: CaseDialogProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [type, setType] = useState<AnalyticsType | undefined>(edited?.type ?? types[0]);
  const [cameras, setCameras] = useState<readonly Picked[]>(
    edited?.cameras.map(({ id, title, name }) => ({ id, title: title === '' ? name : title })) ?? [],
  );
  const [title, setTitle] = useState(edited?.title ?? '');
  const [schedule, setSchedule] = useState(edited?.schedule ?? null);
  const [areas, setAreas] = useState(areasOf(edited?.settings ?? {}));
  const kind = type && KIND_OF[type];
  const free = useFree(type, edited);
  const finished = !kind || areas.every(({ points }) => points.length === 0 || points.length >= LEAST_POINTS[kind]);
  const save = async () => {
    const cameraIds = cameras.map(({ id }) => id);
    const settings = withAreas(edited?.settings ?? {}, areas, cameraIds);
    const body = { title: title.trim(), cameraIds, schedule, ...(kind ? { settings } : {}) };
    if (edited) await changeCase(edited.id, body);
    else if (type) await createCase({ ...body, type });
    await queries.invalidateQueries({ queryKey: ['analytics'] });
  };
  return (
    <FormDialog
      title={edited ? t('analytics.editTitle') : t('analytics.add')}
      submit={edited ? a('actions.save') : t('analytics.create')}
      ready={type !== undefined && cameras.length > 0 && title.trim() !== '' && schedule?.length !== 0 && finished}
      action={save}
      onClose={onClose}
    >
      {(refusal) => (
        <Stack>
          {refusal !== undefined && <Alert color="red">{refusal}</Alert>}
          <Select
            label={t('analytics.type')}
            description={free === undefined ? t('analytics.noLicence') : t('analytics.free', { free })}
            data={(edited ? [edited.type] : types).map((value) => ({ value, label: t(`analytics.types.${value}`) }))}
            value={type ?? null}
            disabled={edited !== undefined}
            allowDeselect={false}
            onChange={(value) => setType(types.find((one) => one === value))}
          />
          <CameraChoice
            cameras={cameras}
            onChange={setCameras}
            error={free !== undefined && cameras.length > free ? t('analytics.tooFew', { free }) : undefined}
          />
          <TextInput
            label={t('analytics.name')}
            maxLength={100}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Switch
            label={t('analytics.hours')}
            checked={schedule !== null}
            onChange={(event) => setSchedule(event.currentTarget.checked ? [] : null)}
          />
          {schedule !== null && (
            <ScheduleField
              label={t('analytics.hours')}
              none={t('analytics.hoursNone')}
              value={schedule}
              error={undefined}
              onChange={setSchedule}
            />
          )}
          {kind && <AreaFields kind={kind} cameras={cameras} areas={areas} onChange={setAreas} />}
        </Stack>
      )}
    </FormDialog>
  );
}

/** Cameras that the case may have by the licences that are free; undefined: it takes none. */
function useFree(type: AnalyticsType | undefined, edited: AnalyticsCase | undefined): number | undefined {
  const levels = useQuery(ownLicencesQuery).data?.items ?? [];
  const level = type === undefined ? null : LEVEL_OF[type];
  if (level === null) return undefined;
  return (levels.find((one) => one.level === level)?.free ?? 0) + (edited?.cameras.length ?? 0);
}

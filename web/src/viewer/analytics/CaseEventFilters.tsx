import { Group, Select, type SelectProps, TextInput } from '@mantine/core';
import { ANALYTICS_TYPES, type AnalyticsCase } from '../../api/analytics.ts';
import type { analyticsSearch } from '../../app/routes/searches.ts';
import { useWords } from '../../ui/useWords.ts';

type Filter = ReturnType<typeof analyticsSearch>;

interface CaseEventFiltersProps {
  readonly cases: readonly AnalyticsCase[];
  readonly filter: Filter;
  readonly onChange: (change: Filter) => void;
}

/** By case, camera, type and day; of a case that is chosen only its own cameras are offered. */
export function CaseEventFilters({ cases, filter: { caseId, cameraId, type, day }, onChange }: CaseEventFiltersProps) {
  const { t } = useWords();
  const camerasOf = (id: number | undefined) => cameraTitles(cases.filter((one) => id === undefined || one.id === id));
  return (
    <Group gap={8} align="flex-end">
      <Choice
        label={t('analytics.case')}
        data={cases.map(({ id, title }) => ({ value: String(id), label: title }))}
        value={caseId === undefined ? null : String(caseId)}
        onChange={(value) => {
          const id = value === null ? undefined : Number(value);
          const stays = cameraId !== undefined && camerasOf(id).has(cameraId);
          onChange({ caseId: id, cameraId: stays ? cameraId : undefined });
        }}
      />
      <Choice
        label={t('analytics.camera')}
        searchable
        nothingFoundMessage={t('list.nothing')}
        data={[...camerasOf(caseId)].map(([id, label]) => ({ value: String(id), label }))}
        value={cameraId === undefined ? null : String(cameraId)}
        onChange={(value) => onChange({ cameraId: value === null ? undefined : Number(value) })}
      />
      <Choice
        label={t('analytics.type')}
        data={ANALYTICS_TYPES.map((value) => ({ value, label: t(`analytics.types.${value}`) }))}
        value={type ?? null}
        onChange={(value) => onChange({ type: ANALYTICS_TYPES.find((one) => one === value) })}
      />
      <TextInput
        type="date"
        label={t('analytics.day')}
        value={day ?? ''}
        onChange={(event) => onChange({ day: event.currentTarget.value || undefined })}
      />
    </Group>
  );
}

/** One of several, or all: its button to clear says what it clears. */
function Choice({ label, ...props }: Omit<SelectProps, 'label'> & { label: string }) {
  const { t } = useWords();
  return (
    <Select
      clearable
      clearButtonProps={{ 'aria-label': t('form.clearOf', { label }) }}
      label={label}
      placeholder={t('analytics.all')}
      {...props}
    />
  );
}

/** By id, each camera once however many cases it is in. */
const cameraTitles = (cases: readonly AnalyticsCase[]): ReadonlyMap<number, string> =>
  new Map(cases.flatMap(({ cameras }) => cameras.map(({ id, title, name }) => [id, title === '' ? name : title])));

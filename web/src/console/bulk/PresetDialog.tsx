import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { presetChoices } from '../../api/cameras.ts';
import type { CameraVerb } from '../../api/types.ts';
import { number } from '../../format/numbers.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import type { BulkDialogProps } from './SelectionBar.tsx';

/** Only what the organizations of the cameras may have; where it is not all of them, how many, and what the others get. */
export function PresetDialog({ title, ids, onRun, onClose }: BulkDialogProps<CameraVerb>) {
  const { t, a, language } = useWords();
  const found = useQuery({
    queryKey: ['presets', 'choices', useId()],
    queryFn: () => presetChoices(ids),
    gcTime: 0,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const choices = found.data ?? [];
  const preset = choices.find(({ id }) => String(id) === chosen);
  const refused = preset === undefined ? 0 : ids.length - preset.cameras;
  const days = preset?.archiveDays ?? 0;
  return (
    <FormDialog
      title={title}
      text={t('selection.presetText')}
      submit={t('selection.apply')}
      ready={preset !== undefined}
      action={async () => {
        if (preset !== undefined) onRun({ action: 'change', change: { presetId: preset.id } });
      }}
      onClose={onClose}
    >
      <Select
        label={t('camera.preset')}
        description={t('selection.presetOffered')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={t('form.choose')}
        searchable
        data-autofocus
        nothingFoundMessage={t('list.nothing')}
        error={found.isError ? problemText(a, found.error) : undefined}
        data={choices.map((choice) => ({
          value: String(choice.id),
          label:
            choice.cameras === ids.length
              ? choice.title
              : `${choice.title} – ${t('selection.of', { count: number(choice.cameras, language), total: number(ids.length, language) })}`,
        }))}
        value={chosen}
        onChange={setChosen}
      />
      {preset !== undefined && (
        <Text fz={14} role="status">
          {days > 0 ? t('selection.presetDays', { count: days }) : t('selection.presetNoArchive')}
          {refused > 0 && ` ${t('selection.presetRefused', { count: refused })}`}
        </Text>
      )}
    </FormDialog>
  );
}

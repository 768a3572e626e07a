import { Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { createPreset } from '../../api/presets.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { PresetFields } from './PresetFields.tsx';
import { EMPTY_PRESET, type PresetValues, presetBody } from './presetForm.ts';

export function PresetNewPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const form = useForm<PresetValues>({ defaultValues: EMPTY_PRESET });
  useTitle(t('preset.add'));
  const saving = useSaving(form, {
    save: (values) => createPreset(presetBody(values)),
    refresh: ['presets'],
    onSaved: () => void navigate({ to: paths.presets, search: {}, ignoreBlocker: true }),
  });
  return (
    <>
      <BackLink to={paths.presets} label={t('pages.presets')} />
      <Title order={1} mb="md">
        {t('preset.add')}
      </Title>
      <FormFrame {...saving} save={t('preset.create')}>
        <PresetFields form={form} />
      </FormFrame>
    </>
  );
}

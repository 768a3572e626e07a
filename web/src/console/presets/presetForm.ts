import type { Preset, PresetCreate } from '../../api/types.ts';
import { changed, numberOrNull } from '../../ui/form/values.ts';

export interface PresetValues {
  title: string;
  archiveDays: number | string;
  archiveGigabytes: number | string;
  adjustable: boolean;
  isDefault: boolean;
}

export const EMPTY_PRESET: PresetValues = {
  title: '',
  archiveDays: '',
  archiveGigabytes: '',
  adjustable: true,
  isDefault: false,
};

export const presetValues = (preset: Preset): PresetValues => ({
  title: preset.title,
  archiveDays: preset.archiveDays ?? '',
  archiveGigabytes: preset.archiveGigabytes ?? '',
  adjustable: preset.adjustable,
  isDefault: preset.isDefault,
});

export function presetChange(before: PresetValues, values: PresetValues): Partial<PresetCreate> {
  return changed(presetBody(before), presetBody(values));
}

export const presetBody = (form: PresetValues) => ({
  title: form.title.trim(),
  archiveDays: numberOrNull(form.archiveDays),
  archiveGigabytes: numberOrNull(form.archiveGigabytes),
  adjustable: form.adjustable,
  isDefault: form.isDefault,
});

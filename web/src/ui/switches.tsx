import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_CHOICES, spoken } from '../locales/languages.ts';
import { THEMES, useLanguage, useTheme } from './preferences.ts';

export function LanguageSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { t } = useTranslation();
  const { value, set } = useLanguage();
  return (
    <SegmentedControl
      fullWidth={fullWidth}
      aria-label={t('menu.language')}
      value={value}
      data={[...LANGUAGE_CHOICES]}
      onChange={(language) => set(spoken(language))}
    />
  );
}

export function ThemeSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { t } = useTranslation();
  const { value, set } = useTheme();
  return (
    <SegmentedControl
      fullWidth={fullWidth}
      aria-label={t('menu.theme')}
      value={value}
      data={THEMES.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))}
      onChange={(theme) => set(THEMES.find((one) => one === theme) ?? 'auto')}
    />
  );
}

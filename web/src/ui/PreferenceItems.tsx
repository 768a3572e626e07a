import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_CHOICES, spoken } from '../locales/languages.ts';
import { THEMES, useLanguage, useTheme } from './preferences.ts';

/** Language and appearance, as choices of a menu. */
export function PreferenceItems() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  return (
    <>
      <Menu.Label>{t('menu.language')}</Menu.Label>
      <Menu.RadioGroup value={language.value} onChange={(value) => language.set(spoken(String(value)))}>
        {LANGUAGE_CHOICES.map(({ value, label }) => (
          <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Label>{t('menu.theme')}</Menu.Label>
      <Menu.RadioGroup
        value={theme.value}
        onChange={(value) => theme.set(THEMES.find((one) => one === value) ?? 'auto')}
      >
        {THEMES.map((value) => (
          <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
            {t(`theme.${value}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { savePreferences, sessionQuery } from '../api/session.ts';
import type { Preferences } from '../api/types.ts';
import { rememberTheme, type Theme } from '../app/colorScheme.ts';
import { LANGUAGES, setLanguage } from '../app/i18n.ts';

/** Keeps a choice on the server too, so that it holds on other devices; signed out, it holds here. */
function useKeep() {
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: savePreferences,
    onSuccess: (me) => queries.setQueryData(sessionQuery.queryKey, me),
  });
  return (body: Preferences) => {
    if (queries.getQueryData(sessionQuery.queryKey) != null) keep.mutate(body);
  };
}

export function LanguageSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { i18n, t } = useTranslation();
  const keep = useKeep();
  const names = { en: 'English', ru: 'Русский' };
  return (
    <SegmentedControl
      fullWidth={fullWidth}
      aria-label={t('menu.language')}
      value={i18n.language}
      data={LANGUAGES.map((value) => ({ value, label: names[value] }))}
      onChange={(value) => {
        const language = value === 'ru' ? 'ru' : 'en';
        void setLanguage(language, true);
        keep({ locale: language });
      }}
    />
  );
}

export function ThemeSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const keep = useKeep();
  const themes: Theme[] = ['light', 'dark', 'auto'];
  return (
    <SegmentedControl
      fullWidth={fullWidth}
      aria-label={t('menu.theme')}
      value={colorScheme}
      data={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
      onChange={(value) => {
        const theme = themes.find((one) => one === value) ?? 'auto';
        rememberTheme(theme);
        setColorScheme(theme);
        keep({ theme });
      }}
    />
  );
}

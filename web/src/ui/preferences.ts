import { useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { savePreferences, sessionQuery } from '../api/session.ts';
import type { Preferences } from '../api/types.ts';
import { rememberTheme, type Theme } from '../app/colorScheme.ts';
import { setLanguage } from '../app/i18n.ts';
import type { Language } from '../locales/languages.ts';

export const THEMES = ['light', 'dark', 'auto'] as const satisfies readonly Theme[];

/** Keeps a choice on the server too, so that it holds on other devices; signed out, or before a new password is chosen, it holds here. */
function useKeep() {
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: savePreferences,
    onSuccess: (me) => queries.setQueryData(sessionQuery.queryKey, me),
  });
  return (body: Preferences) => {
    const me = queries.getQueryData(sessionQuery.queryKey);
    if (me != null && !me.user.mustChangePassword) keep.mutate(body);
  };
}

export function useLanguage() {
  const { i18n } = useTranslation();
  const keep = useKeep();
  return {
    value: i18n.language,
    set: (language: Language) => {
      void setLanguage(language, true);
      keep({ locale: language });
    },
  };
}

export function useTheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const keep = useKeep();
  return {
    value: colorScheme,
    set: (theme: Theme) => {
      rememberTheme(theme);
      setColorScheme(theme);
      keep({ theme });
    },
  };
}

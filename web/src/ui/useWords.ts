import { useTranslation } from 'react-i18next';

/** The console's words (`t`), those of the whole app (`a`) and the language. */
export function useWords() {
  const { t, i18n } = useTranslation('console');
  const { t: a } = useTranslation('app');
  return { t, a, language: i18n.language };
}

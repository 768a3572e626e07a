import { Text, VisuallyHidden } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/routes/paths.ts';
import { LinkButton } from '../../ui/links.tsx';
import { UnreadTickets } from '../../ui/UnreadTickets.tsx';

/** To one's questions to the provider, with how many answers wait there. */
export function SupportButton() {
  const { t } = useTranslation();
  return (
    <LinkButton
      to={paths.support}
      search={{}}
      variant="subtle"
      color="gray"
      h={44}
      px={12}
      c="var(--mantine-color-text)"
    >
      <VisuallyHidden>{t('support.title')}</VisuallyHidden>
      <IconMessages size={20} stroke={1.8} aria-hidden="true" />
      <Text component="span" ml={8} fz={14} visibleFrom="sm" aria-hidden="true">
        {t('support.title')}
      </Text>
      <UnreadTickets ml={6} />
    </LinkButton>
  );
}

import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { paths } from '../app/routes/paths.ts';
import { setSupportTab } from '../app/supportTab.ts';
import { EntryFrame } from '../sign-in/EntryFrame.tsx';
import { LinkButton } from '../ui/links.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { useWords } from '../ui/useWords.ts';

/** Where a tab of support arrives when its session is over. */
export function SupportEndedPage() {
  const { t } = useWords();
  useTitle(t('support.ended'));
  useEffect(() => setSupportTab(null), []);
  return (
    <EntryFrame>
      <Stack gap="md" role="status">
        <Title order={1}>{t('support.ended')}</Title>
        <Text>{t('support.endedMore')}</Text>
        <Button size="md" onClick={() => window.close()}>
          {t('support.close')}
        </Button>
        <LinkButton to={paths.users} search={{}} variant="default" size="md">
          {t('support.toUsers')}
        </LinkButton>
      </Stack>
    </EntryFrame>
  );
}

import { Badge, Text } from '@mantine/core';
import type { Intercom } from '../../api/types.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { panelFault } from '../doors/panelFault.ts';

/** Whether the panel answered whoever asked it last: nobody asks only to know. */
export function PanelAnswer({ of: { silent, answeredAt } }: { of: Pick<Intercom, 'silent' | 'answeredAt'> }) {
  const { t } = useWords();
  if (silent !== null)
    return (
      <>
        <Badge color="red" c="var(--mantine-color-text)">
          {t('intercom.silent')}
        </Badge>
        <Text fz={13} c="dimmed">
          <When at={silent.since} /> · {panelFault(t, silent.reason)}
        </Text>
      </>
    );
  return (
    <Badge color={answeredAt === null ? 'gray' : 'green'} c="var(--mantine-color-text)">
      {t(answeredAt === null ? 'intercom.notAsked' : 'intercom.answers')}
    </Badge>
  );
}

import { Badge, CopyButton, Group, Stack, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconAction } from './IconAction.tsx';
import { useTitle } from './useTitle.ts';
import { useWords } from './useWords.ts';

interface CardHeadProps {
  readonly title: string;
  readonly id: number;
  /** The way back to its list. */
  readonly back: ReactNode;
  readonly status?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of every card: name, id to copy, state, what can be done. */
export function CardHead({ title, id, back, status, actions }: CardHeadProps) {
  const { a } = useWords();
  useTitle(title);
  return (
    <Stack gap={4} mb={12}>
      {back}
      <Group justify="space-between" align="center" gap={8}>
        <Group gap={10} miw={0} flex="1 1 260px">
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Group gap={0} wrap="nowrap">
            <Badge variant="default" radius={6} className="numbers">
              ID {id}
            </Badge>
            <CopyButton value={String(id)}>
              {({ copied, copy }) => (
                <IconAction label={copied ? a('actions.copied') : `${a('actions.copy')} ID`} onClick={copy} small>
                  {copied ? <IconCheck size={16} /> : <IconCopy size={16} stroke={1.6} />}
                </IconAction>
              )}
            </CopyButton>
          </Group>
          {status}
        </Group>
        <Group gap={8}>{actions}</Group>
      </Group>
    </Stack>
  );
}

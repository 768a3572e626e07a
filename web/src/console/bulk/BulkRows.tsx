import { List, ScrollArea, Text } from '@mantine/core';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { BulkKind } from './bulkReason.ts';

const SHOWN = 100;

interface BulkRowsProps {
  readonly kind: BulkKind;
  readonly rows: readonly { readonly id: number; readonly title: string; readonly text: string }[];
}

/** Some of many, each with what is to be said of it and the way to its card, beside this page. */
export function BulkRows({ kind, rows }: BulkRowsProps) {
  const { t } = useWords();
  return (
    <ScrollArea.Autosize mah="30vh" viewportProps={{ tabIndex: 0 }}>
      <List fz={14} spacing={4} listStyleType="none" styles={{ itemWrapper: { display: 'block' } }}>
        {rows.slice(0, SHOWN).map(({ id, title, text }) => (
          <List.Item key={id}>
            <CardLink kind={kind} id={id} title={title} />
            <br />
            {text}
          </List.Item>
        ))}
      </List>
      {rows.length > SHOWN && (
        <Text fz={14} c="dimmed">
          {t('bulk.more', { count: rows.length - SHOWN })}
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}

function CardLink({ kind, id, title }: { kind: BulkKind; id: number; title: string }) {
  const look = { search: {}, target: '_blank', fz: 14, fw: 600, underline: 'always' } as const;
  return kind === 'cameras' ? (
    <LinkAnchor to={paths.consoleCamera} params={{ cameraId: id }} {...look}>
      {title}
    </LinkAnchor>
  ) : (
    <LinkAnchor to={paths.user} params={{ userId: id }} {...look}>
      {title}
    </LinkAnchor>
  );
}

import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { AuditChange } from '../api/types.ts';
import { useWords } from '../ui/useWords.ts';

const FIRST = 3;

/** Field by field: what was and what is. */
export function Differences({ changes }: { changes: AuditChange['changes'] }) {
  const { t } = useWords();
  const [whole, setWhole] = useState(false);
  const fields = Object.entries(changes);
  if (fields.length === 0) return null;
  return (
    <>
      {(whole ? fields : fields.slice(0, FIRST)).map(([field, [before, after]]) => (
        <Text key={field} fz={13} style={{ overflowWrap: 'anywhere' }}>
          <Text span c="dimmed" fz={13}>
            {field}
          </Text>{' '}
          {said(before) !== '' && (
            <>
              <del className="dim">{said(before)}</del>
              {' → '}
            </>
          )}
          {said(after) === '' ? '∅' : said(after)}
        </Text>
      ))}
      {fields.length > FIRST && (
        <Button
          variant="transparent"
          size="compact-xs"
          px={0}
          c="var(--mantine-color-anchor)"
          onClick={() => setWhole(!whole)}
        >
          {whole ? t('audit.hide') : t('audit.showMore', { count: fields.length - FIRST })}
        </Button>
      )}
    </>
  );
}

function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

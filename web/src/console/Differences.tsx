import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { AuditChange } from '../api/types.ts';
import { useWords } from '../ui/useWords.ts';
import { fieldWords, valueWords } from './auditWords.ts';

const FIRST = 3;

/** Field by field: what was and what is. */
export function Differences({ changes }: { changes: AuditChange['changes'] }) {
  const { t, language } = useWords();
  const [whole, setWhole] = useState(false);
  const fields = Object.entries(changes);
  if (fields.length === 0) return null;
  const said = (field: string, value: unknown) => valueWords(t, language, field, value);
  return (
    <>
      {(whole ? fields : fields.slice(0, FIRST)).map(([field, [before, after]]) => (
        <Text key={field} fz={13} title={field} style={{ overflowWrap: 'anywhere' }}>
          <Text span c="dimmed" fz={13}>
            {fieldWords(t, field)}
          </Text>{' '}
          {said(field, before) !== '' && (
            <>
              <del className="dim">{said(field, before)}</del>
              {' → '}
            </>
          )}
          {said(field, after) === '' ? '∅' : said(field, after)}
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

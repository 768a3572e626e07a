import { Spoiler, Text } from '@mantine/core';
import type { AuditChange } from '../api/types.ts';
import { useWords } from '../ui/useWords.ts';

/** Field by field: what was and what is. */
export function Differences({ changes }: { changes: AuditChange['changes'] }) {
  const { t } = useWords();
  const fields = Object.entries(changes);
  if (fields.length === 0) return null;
  return (
    <Spoiler
      maxHeight={66}
      showLabel={t('audit.showAll')}
      hideLabel={t('audit.hide')}
      styles={{ control: { fontSize: 13 } }}
    >
      {fields.map(([field, [before, after]]) => (
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
    </Spoiler>
  );
}

function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

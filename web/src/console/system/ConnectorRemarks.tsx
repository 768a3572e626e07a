import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useWords } from '../../ui/useWords.ts';

/** What its answers lack that is shown as none. */
export function Remarks({ of }: { of: readonly string[] }) {
  const { t } = useWords();
  if (of.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title={t('connector.remarks')}>
      <List fz={14}>
        {of.map((remark) => (
          <List.Item key={remark}>{remark}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

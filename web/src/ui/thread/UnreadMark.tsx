import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Beside a ticket whose newest message has not been read. */
export function UnreadMark() {
  const { t } = useTranslation();
  return (
    <Badge variant="filled" size="sm">
      {t('thread.new')}
    </Badge>
  );
}

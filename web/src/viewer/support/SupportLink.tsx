import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';

/** Back to one's tickets. */
export function SupportLink() {
  const { t } = useTranslation();
  return (
    <LinkAnchor
      to={paths.support}
      search={{}}
      fz={14}
      mih={44}
      style={{ display: 'inline-flex', alignItems: 'center', gap: 6, alignSelf: 'flex-start' }}
    >
      <IconArrowLeft size={16} aria-hidden="true" />
      {t('support.title')}
    </LinkAnchor>
  );
}

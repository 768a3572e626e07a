import { useQuery } from '@tanstack/react-query';
import { organizationQuery } from '../api/organizations.ts';
import { OrganizationPicker } from '../ui/form/pickers.tsx';
import { useWords } from '../ui/useWords.ts';

interface OrganizationFilterProps {
  readonly organizationId: number | undefined;
  readonly onChange: (organizationId: number | undefined) => void;
}

/** Of a list: whose. */
export function OrganizationFilter({ organizationId, onChange }: OrganizationFilterProps) {
  const { t } = useWords();
  const organization = useQuery({ ...organizationQuery(organizationId ?? 0), enabled: organizationId !== undefined });
  const picked =
    organizationId === undefined
      ? null
      : { id: organizationId, title: organization.data?.title ?? `ID ${organizationId}` };
  return (
    <OrganizationPicker
      hideLabel
      clearable
      label={t('camera.organization')}
      placeholder={t('camera.anyOrganization')}
      value={picked}
      onChange={(value) => onChange(value?.id)}
    />
  );
}

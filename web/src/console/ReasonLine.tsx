import { Text } from '@mantine/core';
import type { Access } from '../api/types.ts';
import { paths } from '../app/routes/paths.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { useWords } from '../ui/useWords.ts';
import { accessReason, reasonLabel } from './cameras/accessReason.ts';

type Reason = Access['reasons'][number];

/** One thing that gives a right or takes it, with the way to where it is changed. */
export function ReasonLine({ reason, of = 'camera' }: { reason: Reason; of?: 'camera' | 'lock' }) {
  const { t } = useWords();
  const words = accessReason(t, reason, of);
  if (reason.kind === 'permission' && reason.objectId !== undefined)
    return <PermissionLine reason={reason} words={words} />;
  const place = placeOf(reason);
  return (
    <Text fz="inherit">
      <Text span fz="inherit" c="dimmed">
        {reasonLabel(t, reason)}
      </Text>{' '}
      {place === undefined ? (
        words
      ) : (
        <LinkAnchor
          to={paths.organization}
          params={{ organizationId: place.id }}
          search={{ tab: place.tab }}
          fz="inherit"
        >
          {words}
        </LinkAnchor>
      )}
    </Text>
  );
}

/** Leads to the user's access settings. */
function PermissionLine({ reason, words }: { reason: Reason; words: string }) {
  const { t } = useWords();
  return (
    <Text fz="inherit">
      <Text span fz="inherit" c="dimmed">
        {reasonLabel(t, reason)}
      </Text>{' '}
      <LinkAnchor to={paths.user} params={{ userId: reason.objectId ?? 0 }} search={{ tab: 'access' }} fz="inherit">
        {words}
      </LinkAnchor>
    </Text>
  );
}

/** Folders stand on their organization's card. */
function placeOf({ kind, objectKind, objectId, organizationId, viaOrganizationId }: Reason) {
  if (objectKind === 'folder' && organizationId !== undefined) return { id: organizationId, tab: 'folders' } as const;
  if (kind === 'grant' && objectKind === 'device' && viaOrganizationId !== undefined)
    return { id: viaOrganizationId, tab: 'devices' } as const;
  if (objectKind !== 'organization' || objectId === undefined) return undefined;
  return { id: objectId, tab: kind === 'membership' ? 'members' : undefined } as const;
}

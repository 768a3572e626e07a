import type { TFunction } from 'i18next';
import type { Problem } from '../../api/problems/problem.ts';
import { problemText } from '../../ui/problemText.ts';

export type BulkKind = 'cameras' | 'users';

/** Why one of many was left as it was, in the reader's language and without ids. */
export function bulkReason(
  t: TFunction<'console'>,
  a: TFunction<'app'>,
  { kind, action }: { readonly kind: BulkKind; readonly action: string },
  problem: Problem,
): string {
  const { code, fields } = problem;
  if (code === 'limit') return t(`bulk.reason.limit.${kind}`);
  if (code === 'conflict' && kind === 'users')
    return t(action === 'change' ? 'bulk.reason.owner' : 'bulk.reason.lastAdministrator');
  if (code !== 'invalid' || action === 'restore') return problemText(a, problem);
  if (fields.presetId !== undefined) return t('bulk.reason.preset');
  if (fields.sourceUrl !== undefined || fields.substreamUrl !== undefined) return t('bulk.reason.networks');
  if (fields.folderId !== undefined) return t('bulk.reason.folder');
  if (fields.organizationId !== undefined) return t('bulk.reason.organization');
  if (fields.cameraId !== undefined) return t('bulk.reason.otherOrganization');
  if (fields.userId !== undefined) return t(`bulk.reason.user.${kind}`);
  return problemText(a, problem);
}

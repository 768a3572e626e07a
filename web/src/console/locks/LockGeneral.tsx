import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { changeLock } from '../../api/locks.ts';
import type { Lock } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { FormAndFacts } from '../FormAndFacts.tsx';
import { LockFields } from './LockFields.tsx';
import { type LockValues, lockChange, lockValues } from './lockForm.ts';

export function LockGeneral({ lock }: { lock: Lock }) {
  const { t } = useWords();
  const mayManage = useMay('intercoms.manage');
  const [before, setBefore] = useState(() => lockValues(lock));
  const form = useForm<LockValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => changeLock(lock.id, lockChange(before, values)),
    refresh: ['locks', 'doors'],
    onSaved: (saved) => {
      setBefore(lockValues(saved));
      form.reset(lockValues(saved));
    },
  });
  const { organization } = lock;
  return (
    <FormAndFacts
      facts={[
        [
          t('camera.organization'),
          <LinkAnchor
            key="organization"
            to={paths.organization}
            params={{ organizationId: organization.id }}
            search={{}}
            fz="inherit"
          >
            {organization.title}
          </LinkAnchor>,
        ],
        [t('camera.created'), <When key="created" at={lock.createdAt} />],
        ['UUID', lock.uuid],
      ]}
    >
      <FormFrame {...saving} may={mayManage} onReset={() => form.reset()}>
        <LockFields form={form} />
      </FormFrame>
    </FormAndFacts>
  );
}

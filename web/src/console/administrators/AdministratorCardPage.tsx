import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { administratorQuery, changeAdministrator, deleteAdministrator } from '../../api/administrators.ts';
import type { ServiceAdministrator } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { AdministratorFields } from './AdministratorFields.tsx';
import { type AdministratorValues, administratorBody, administratorValues } from './administratorForm.ts';

export function AdministratorCardPage() {
  const { administratorId } = useParams({ from: inConsole(paths.administrator) });
  const { data } = useQuery(administratorQuery(administratorId));
  return data === undefined ? null : <Card key={data.id} administrator={data} />;
}

function Card({ administrator }: { administrator: ServiceAdministrator }) {
  const { t, a } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const form = useForm<AdministratorValues>({ defaultValues: administratorValues(administrator) });
  const saving = useSaving(form, {
    save: (values) => changeAdministrator(administrator.id, administratorBody(values)),
    refresh: ['administrators'],
    onSaved: (saved) => form.reset(administratorValues(saved)),
  });
  return (
    <>
      <CardHead
        title={administrator.name}
        id={administrator.id}
        back={<BackLink to={paths.administrators} label={t('pages.administrators')} />}
        status={null}
        actions={
          <Button
            variant="default"
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} />}
            onClick={() => setDeleting(true)}
          >
            {a('actions.delete')}
          </Button>
        }
      />
      <FormFrame {...saving} onReset={() => form.reset()}>
        <AdministratorFields form={form} />
      </FormFrame>
      {deleting && (
        <TypedConfirm
          title={t('administrator.deleteTitle')}
          text={t('administrator.deleteText')}
          word={administrator.login}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteAdministrator(administrator.id);
            await navigate({ to: paths.administrators, ignoreBlocker: true });
            await queries.invalidateQueries({ queryKey: ['administrators'] });
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}

import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { changePreset, deletePreset, presetQuery } from '../../api/presets.ts';
import type { Preset } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { countText } from '../../ui/countText.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { PresetFields } from './PresetFields.tsx';
import { type PresetValues, presetChange, presetValues } from './presetForm.ts';

export function PresetCardPage() {
  const { presetId } = useParams({ from: inConsole(paths.preset) });
  const { data } = useQuery(presetQuery(presetId));
  return data === undefined ? null : <Card key={data.id} preset={data} />;
}

function Card({ preset }: { preset: Preset }) {
  const { t, a } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const mayManage = useMay('presets.manage');
  const [before, setBefore] = useState(() => presetValues(preset));
  const form = useForm<PresetValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => changePreset(preset.id, presetChange(before, values)),
    refresh: ['presets', 'cameras'],
    onSaved: (saved) => {
      setBefore(presetValues(saved));
      form.reset(presetValues(saved));
    },
  });
  return (
    <>
      <CardHead
        title={preset.title}
        id={preset.id}
        back={<BackLink to={paths.presets} label={t('pages.presets')} />}
        status={
          <LinkAnchor to={paths.consoleCameras} search={{ presetId: preset.id }} fz={14}>
            {countText(a, preset.cameraCount, a('count.cameras', { count: preset.cameraCount }))}
          </LinkAnchor>
        }
        actions={
          !preset.isDefault && (
            <Button
              variant="default"
              c="var(--mantine-color-error)"
              leftSection={<IconTrash size={16} />}
              onClick={() => setDeleting(true)}
            >
              {a('actions.delete')}
            </Button>
          )
        }
      />
      <FormFrame {...saving} may={mayManage} onReset={() => form.reset()}>
        <PresetFields form={form} />
      </FormFrame>
      {deleting && (
        <TypedConfirm
          title={t('preset.deleteTitle')}
          text={t('preset.deleteText', { count: preset.cameraCount })}
          word={preset.title}
          confirm={a('actions.delete')}
          action={async () => {
            await deletePreset(preset.id);
            await navigate({ to: paths.presets, search: {}, ignoreBlocker: true });
            await queries.invalidateQueries({ queryKey: ['presets'] });
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}

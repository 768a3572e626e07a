import { Button, Select } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allCameras, type CameraFilter, changeCameras } from '../../api/cameras.ts';
import { presetsQuery } from '../../api/presets.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import type { Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { SelectionBar } from '../bulk/SelectionBar.tsx';
import { cameraTitle } from './cameraTitle.ts';

interface CameraSelectionBarProps {
  readonly picked: readonly Picked[];
  readonly onPick: (items: readonly Picked[]) => void;
  readonly total: number | undefined;
  readonly shown: number;
  readonly filter: CameraFilter;
}

export function CameraSelectionBar({ filter, ...list }: CameraSelectionBarProps) {
  const { t } = useWords();
  const [dialog, setDialog] = useState(false);
  const count = list.picked.length;
  return (
    <SelectionBar
      {...list}
      kind="cameras"
      readAll={async () => (await allCameras(filter)).map((camera) => ({ id: camera.id, title: cameraTitle(camera) }))}
      send={(ids, verb) => changeCameras({ ids, ...verb })}
      texts={{ disable: t('selection.cameras.disableText'), delete: t('camera.deleteText') }}
      more={(start) => (
        <>
          <Button variant="default" size="sm" leftSection={<IconArchive size={16} />} onClick={() => setDialog(true)}>
            {t('selection.preset')}
          </Button>
          {dialog && (
            <PresetDialog
              title={t('selection.cameras.presetTitle', { count })}
              onClose={() => setDialog(false)}
              onChoose={(presetId) =>
                start(t('selection.cameras.presetTitle', { count }), (ids) =>
                  changeCameras({ ids, action: 'change', change: { presetId } }),
                )
              }
            />
          )}
        </>
      )}
    />
  );
}

interface PresetDialogProps {
  readonly title: string;
  readonly onChoose: (presetId: number) => void;
  readonly onClose: () => void;
}

function PresetDialog({ title, onChoose, onClose }: PresetDialogProps) {
  const { t } = useWords();
  const presets = useQuery(presetsQuery).data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <FormDialog
      title={title}
      text={t('selection.presetText')}
      submit={t('selection.apply')}
      ready={chosen !== null}
      action={async () => onChoose(Number(chosen))}
      onClose={onClose}
    >
      <Select
        label={t('camera.preset')}
        placeholder={t('form.choose')}
        searchable
        data-autofocus
        data={presets.map(({ id, title: name }) => ({ value: String(id), label: name }))}
        value={chosen}
        onChange={setChosen}
      />
    </FormDialog>
  );
}

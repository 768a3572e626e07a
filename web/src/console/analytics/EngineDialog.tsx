import { Checkbox, Stack, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnalyticsEngine, changeEngine, createEngine, ENGINE_TYPES } from '../../api/analytics.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';

interface EngineDialogProps {
  /** Absent: a new one. */
  readonly engine: AnalyticsEngine | undefined;
  readonly onCreated: (told: { readonly id: number; readonly secret: string }) => void;
  readonly onClose: () => void;
}

export function EngineDialog({ engine, onCreated, onClose }: EngineDialogProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState(engine?.name ?? '');
  const [enabled, setEnabled] = useState(engine?.enabled ?? true);
  const [chosen, setChosen] = useState<readonly string[]>(engine?.types ?? []);
  const types = ENGINE_TYPES.filter((type) => chosen.includes(type));
  const save = async () => {
    const body = { name: name.trim(), enabled, types };
    if (engine) await changeEngine(engine.id, body);
    else {
      const { id, secret } = await createEngine(body);
      onCreated({ id, secret });
    }
    await queries.invalidateQueries({ queryKey: ['analytics', 'engines'] });
  };
  return (
    <FormDialog
      title={t(engine ? 'analytics.engines.changeTitle' : 'analytics.engines.add')}
      submit={a('actions.save')}
      ready={name.trim() !== '' && types.length > 0}
      action={save}
      onClose={onClose}
    >
      <Stack>
        <TextInput
          label={t('analytics.engines.name')}
          description={t('analytics.engines.nameHelp')}
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Switch
          label={t('analytics.engines.enabled')}
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
        <Checkbox.Group label={t('analytics.engines.types')} value={[...chosen]} onChange={setChosen}>
          <Stack gap={8} mt={6}>
            {ENGINE_TYPES.map((type) => (
              <Checkbox key={type} value={type} label={t(`analytics.types.${type}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Stack>
    </FormDialog>
  );
}

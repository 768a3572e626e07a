import { Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeGateway, createGateway, type PaymentGateway } from '../../api/payments.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';

interface GatewayDialogProps {
  /** Absent: a new one. */
  readonly gateway: PaymentGateway | undefined;
  readonly onCreated: (told: { readonly id: number; readonly secret: string }) => void;
  readonly onClose: () => void;
}

export function GatewayDialog({ gateway, onCreated, onClose }: GatewayDialogProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState(gateway?.name ?? '');
  const [enabled, setEnabled] = useState(gateway?.enabled ?? true);
  const [networks, setNetworks] = useState(gateway?.networks.join('\n') ?? '');
  const save = async () => {
    const body = { name: name.trim(), enabled, networks: networks.split(/[\s,;]+/).filter((one) => one !== '') };
    if (gateway) await changeGateway(gateway.id, body);
    else onCreated(await createGateway(body));
    await queries.invalidateQueries({ queryKey: ['payments', 'gateways'] });
  };
  return (
    <FormDialog
      title={t(gateway ? 'payments.gateway.changeTitle' : 'payments.gateway.add')}
      submit={a('actions.save')}
      ready={name.trim() !== ''}
      action={save}
      onClose={onClose}
    >
      <Stack>
        <TextInput
          label={t('payments.gateway.name')}
          description={t('payments.gateway.nameHelp')}
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Switch
          label={t('payments.gateway.enabled')}
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
        <Textarea
          label={t('payments.gateway.networks')}
          description={t('payments.gateway.networksHelp')}
          autosize
          minRows={2}
          value={networks}
          onChange={(event) => setNetworks(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  );
}

import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useWords } from '../../ui/useWords.ts';

interface SecretOnceProps {
  readonly id: number;
  readonly secret: string;
  readonly onClose: () => void;
}

const MONOSPACE = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

/** A gateway's secret and address, for the provider's settings: the secret is shown this once. */
export function SecretOnce({ id, secret, onClose }: SecretOnceProps) {
  const { t, a } = useWords();
  const address = `${window.location.origin}/api/vedette/v1/payments/gateways/${id}`;
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('payments.gateway.secretTitle')}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack>
        <Text fz={14}>{t('payments.gateway.secretText')}</Text>
        <TextInput label={t('payments.gateway.address')} readOnly value={address} styles={MONOSPACE} />
        <TextInput label={t('payments.gateway.secret')} readOnly value={secret} styles={MONOSPACE} />
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? a('actions.copied') : a('actions.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('payments.gateway.kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

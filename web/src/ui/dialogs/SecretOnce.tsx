import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useWords } from '../useWords.ts';

interface SecretOnceProps {
  readonly title: string;
  readonly text: string;
  readonly address: Field;
  readonly secret: Field;
  readonly kept: string;
  readonly onClose: () => void;
}

interface Field {
  readonly label: string;
  readonly value: string;
}

const MONOSPACE = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

/** The secret of somebody who calls us, and where to: for the settings on the other side. It is shown this once. */
export function SecretOnce({ title, text, address, secret, kept, onClose }: SecretOnceProps) {
  const { a } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={title}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack>
        <Text fz={14}>{text}</Text>
        <TextInput label={address.label} readOnly value={address.value} styles={MONOSPACE} />
        <TextInput label={secret.label} readOnly value={secret.value} styles={MONOSPACE} />
        <Group justify="flex-end">
          <CopyButton value={secret.value}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? a('actions.copied') : a('actions.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{kept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Group, Text } from '@mantine/core';
import logo from '../assets/favicon.svg';

export function Brand({ title = 'Vedette' }: { title?: string }) {
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <img src={logo} width={28} height={28} alt="" />
      <Text component="span" fw={600} fz={16} className="one-line">
        {title}
      </Text>
    </Group>
  );
}

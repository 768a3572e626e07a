import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface IconActionProps {
  readonly label: string;
  readonly onClick?: () => void;
  readonly pressed?: boolean;
  /** With its label beside it. */
  readonly text?: boolean;
  readonly small?: boolean;
  readonly color?: string;
  readonly loading?: boolean;
  readonly children: ReactNode;
}

/** A button with an icon and a name. */
export function IconAction({
  label,
  onClick,
  pressed,
  text,
  small,
  color = 'gray',
  loading,
  children,
}: IconActionProps) {
  const state = {
    ...(pressed === undefined ? {} : { 'aria-pressed': pressed }),
    ...(loading === undefined ? {} : { loading }),
  };
  if (text) {
    return (
      <Button variant="default" h={44} px={14} fz={14} leftSection={children} onClick={onClick} {...state}>
        {label}
      </Button>
    );
  }
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color={color}
        {...(color === 'gray' ? { c: 'var(--mantine-color-text)' } : {})}
        size={small ? 32 : 44}
        aria-label={label}
        onClick={onClick}
        {...state}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

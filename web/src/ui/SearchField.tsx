import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '../player/keys.ts';

interface SearchFieldProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly label: string;
  readonly large?: boolean;
}

/** Searches while one types; `/` comes here from anywhere on the page. */
export function SearchField({ value, onChange, label, large = false }: SearchFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value ?? '');
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const send = useDebouncedCallback((text: string) => {
    sent.current = text.trim() === '' ? undefined : text.trim();
    onChange(sent.current);
  }, 250);

  // Back and forward change the address: the field follows, unless the change was its own.
  useEffect(() => {
    if (value !== sent.current) setTyped(value ?? '');
    sent.current = value;
  }, [value]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const slash = event.key === '/' || (event.code === 'Slash' && !event.shiftKey);
      if (!slash || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  const write = (text: string) => {
    setTyped(text);
    send(text);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      size={large ? 'md' : 'sm'}
      flex="1 1 220px"
      maw={large ? 560 : 420}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => write(event.currentTarget.value)}
      leftSection={<IconSearch size={18} stroke={1.8} />}
      rightSection={
        typed === '' ? (
          <Kbd visibleFrom="sm">/</Kbd>
        ) : (
          <CloseButton aria-label={t('actions.clear')} onClick={() => write('')} />
        )
      }
    />
  );
}

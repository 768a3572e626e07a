import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../ui/useWords.ts';

interface DepthFieldProps {
  readonly label: string;
  /** null: as deep as the archive is. */
  readonly seconds: number | null;
  readonly onChange: (seconds: number | null) => void;
}

const DAY = 86_400;

/** Days of archive, saved when the field is left. */
export function DepthField({ label, seconds, onChange }: DepthFieldProps) {
  const { t } = useWords();
  const [days, setDays] = useState<number | string>(seconds === null ? '' : seconds / DAY);
  const leave = () => {
    const next = days === '' ? null : Math.round(Number(days) * DAY);
    if (next !== seconds) onChange(next);
  };
  return (
    <NumberInput
      w={110}
      hideControls
      aria-label={label}
      placeholder={t('folder.allDays')}
      min={0}
      max={3650}
      value={days}
      onChange={setDays}
      onBlur={leave}
    />
  );
}

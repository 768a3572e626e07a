import { NumberInput, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { useWords } from '../useWords.ts';

interface FieldProps<V extends FieldValues> {
  readonly control: Control<V>;
  readonly name: FieldPath<V>;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean;
  /** Why it cannot be changed: shown under it, with a lock. */
  readonly locked?: string | undefined;
  /** `md` where fingers press. */
  readonly size?: 'sm' | 'md';
}

const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** Greyed and with a lock, but still to be read. */
export const LOCKED = {
  disabled: true,
  inputWrapperOrder: BELOW,
  rightSection: <IconLock size={16} aria-hidden="true" />,
  rightSectionPointerEvents: 'none',
  styles: { input: { color: 'var(--mantine-color-dimmed)', opacity: 1 } },
} as const;

function useField<V extends FieldValues>({ control, name, label, help, required, locked, size = 'sm' }: FieldProps<V>) {
  const { t } = useWords();
  const { field, fieldState } = useController({
    control,
    name,
    ...(required ? { rules: { required: t('form.required') } } : {}),
  });
  return {
    field,
    props: {
      label,
      description: locked ?? help,
      error: fieldState.error?.message,
      size,
      ...(locked === undefined ? { disabled: false, inputWrapperOrder: BELOW } : LOCKED),
    },
  };
}

export function TextField<V extends FieldValues>(
  props: FieldProps<V> & {
    readonly maxLength?: number;
    readonly placeholder?: string;
    /** Where a dialog puts the cursor when it opens. */
    readonly first?: boolean;
  },
) {
  const { field, props: shown } = useField(props);
  return (
    <TextInput
      {...field}
      {...shown}
      value={field.value ?? ''}
      autoComplete="off"
      data-autofocus={props.first || undefined}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
    />
  );
}

export function TextAreaField<V extends FieldValues>(props: FieldProps<V>) {
  const { field, props: shown } = useField(props);
  return <Textarea {...field} {...shown} value={field.value ?? ''} autosize minRows={2} maxRows={10} />;
}

export function SecretField<V extends FieldValues>(props: FieldProps<V>) {
  const { a } = useWords();
  const { field, props: shown } = useField(props);
  return (
    <PasswordInput
      {...field}
      {...shown}
      value={field.value ?? ''}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': a('signIn.showPassword') }}
    />
  );
}

interface NumberProps {
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: boolean;
  /** It names something (a flat, a login, a port) and counts nothing: no spaces between thousands. */
  readonly names?: boolean;
  readonly placeholder?: string;
  /** What holds while it is empty: shown in its place where it is locked. */
  readonly given?: number;
}

/** An empty field is "not set". */
export function NumberField<V extends FieldValues>(props: FieldProps<V> & NumberProps) {
  const { field, props: shown } = useField(props);
  return (
    <NumberInput
      {...field}
      {...shown}
      value={props.locked !== undefined && field.value === '' ? (props.given ?? '') : (field.value ?? '')}
      hideControls
      min={props.min ?? 0}
      max={props.max ?? 100_000_000}
      allowDecimal={props.decimals ?? false}
      thousandSeparator={props.names ? '' : ' '}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
    />
  );
}

export function SwitchField<V extends FieldValues>(props: FieldProps<V>) {
  const { field, props: shown } = useField(props);
  return (
    <Switch
      name={field.name}
      ref={field.ref}
      label={shown.label}
      description={shown.description}
      error={shown.error}
      disabled={shown.disabled}
      checked={field.value === true}
      onBlur={field.onBlur}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
    />
  );
}

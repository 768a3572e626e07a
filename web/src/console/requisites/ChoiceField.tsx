import { Select } from '@mantine/core';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';

interface ChoiceFieldProps<V extends FieldValues> {
  readonly control: Control<V>;
  readonly name: FieldPath<V>;
  readonly label: string;
  readonly help?: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

/** One of a few, of which one always holds. */
export function ChoiceField<V extends FieldValues>({ control, name, label, help, data }: ChoiceFieldProps<V>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Select
      ref={field.ref}
      name={field.name}
      label={label}
      description={help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={fieldState.error?.message}
      allowDeselect={false}
      data={[...data]}
      value={field.value}
      onBlur={field.onBlur}
      onChange={(value) => field.onChange(value ?? data[0]?.value)}
    />
  );
}

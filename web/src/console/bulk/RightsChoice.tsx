import { Checkbox, Group, SegmentedControl } from '@mantine/core';
import { useWords } from '../../ui/useWords.ts';

type Right = 'live' | 'archive' | 'download' | 'snapshot' | 'ptz' | 'edit' | 'actions';

export interface RightsChosen<R extends Right> {
  readonly give: boolean;
  readonly rights: readonly R[];
  readonly join: boolean;
}

interface RightsChoiceProps<R extends Right> {
  readonly all: readonly R[];
  /** What is ticked while they are given; absent: nothing is to be chosen when they are taken away. */
  readonly first: readonly R[];
  /** Which ones are taken away can be chosen; else it is all of them. */
  readonly apart: boolean;
  /** What joining means here. */
  readonly join: string;
  readonly value: RightsChosen<R>;
  readonly onChange: (value: RightsChosen<R>) => void;
}

/** Which rights, and whether they are given or taken away. */
export function RightsChoice<R extends Right>({ all, first, apart, join, value, onChange }: RightsChoiceProps<R>) {
  const { t } = useWords();
  return (
    <>
      <SegmentedControl
        aria-label={t('access.rights')}
        value={value.give ? 'give' : 'take'}
        data={[
          { value: 'give', label: t('selection.rights.give') },
          { value: 'take', label: t('selection.rights.take') },
        ]}
        onChange={(to) => onChange({ ...value, give: to === 'give', rights: to === 'give' ? first : all })}
      />
      {(value.give || apart) && (
        <Checkbox.Group
          label={t('access.rights')}
          value={[...value.rights]}
          onChange={(names) => onChange({ ...value, rights: all.filter((name) => names.includes(name)) })}
        >
          <Group gap={16} mt={8}>
            {all.map((name) => (
              <Checkbox key={name} value={name} label={t(`access.right.${name}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      {value.give && (
        <Checkbox
          label={join}
          checked={value.join}
          onChange={(event) => onChange({ ...value, join: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

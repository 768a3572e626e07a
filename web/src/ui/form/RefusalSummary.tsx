import { Alert, Anchor, List } from '@mantine/core';
import { useWords } from '../useWords.ts';

export interface FieldRefusal {
  readonly element: HTMLElement;
  readonly label: string;
  readonly message: string;
}

/** The refused fields of a form as they stand on the page, from the top; what is folded away is opened. */
export function refusalsIn(form: HTMLFormElement): readonly FieldRefusal[] {
  return [...form.querySelectorAll<HTMLElement>('[aria-invalid="true"]')].map((element) => {
    for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
      fold.open = true;
    const described = (element.getAttribute('aria-describedby') ?? '').split(' ');
    const error = described.map((id) => document.getElementById(id)).find((one) => one?.id.endsWith('-error'));
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : null;
    return {
      element,
      label: element.getAttribute('aria-label') ?? label?.textContent?.replace('*', '').trim() ?? '',
      message: error?.textContent ?? '',
    };
  });
}

export function goTo({ element }: FieldRefusal): void {
  element.scrollIntoView({ block: 'center' });
  element.focus({ preventScroll: true });
}

interface RefusalSummaryProps {
  readonly fields: readonly FieldRefusal[];
  /** Of what the form has no field. */
  readonly others: readonly string[];
}

/** What was refused, all in one place, each with the way to its field. */
export function RefusalSummary({ fields, others }: RefusalSummaryProps) {
  const { t } = useWords();
  return (
    <Alert color="red" role="alert" title={t('form.refused', { count: fields.length + others.length })}>
      <List fz={14} spacing={4}>
        {fields.map((field) => (
          <List.Item key={field.label}>
            <Anchor component="button" type="button" fz={14} onClick={() => goTo(field)}>
              {field.label}
            </Anchor>
            {': '}
            {field.message}
          </List.Item>
        ))}
        {others.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

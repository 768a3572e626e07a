import type { Plan } from '../../api/types.ts';

export interface PlanValues {
  name: string;
  note: string;
  presetId: string;
  isDefault: boolean;
  /** Of a new plan: a month, from today on; empty: none yet. */
  price: string;
}

export const EMPTY_PLAN: PlanValues = { name: '', note: '', presetId: '', isDefault: false, price: '' };

export const planValues = (plan: Plan): PlanValues => ({
  name: plan.name,
  note: plan.note,
  presetId: String(plan.preset.id),
  isDefault: plan.isDefault,
  price: '',
});

export const planBody = (values: PlanValues) => ({
  name: values.name.trim(),
  note: values.note.trim(),
  presetId: Number(values.presetId),
  isDefault: values.isDefault,
});

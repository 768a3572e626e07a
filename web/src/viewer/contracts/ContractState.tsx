import { IconAlertTriangleFilled, IconCircleCheckFilled, IconMinus, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import styles from './ContractsPage.module.css';

const ICONS = {
  paid: IconCircleCheckFilled,
  unpaid: IconAlertTriangleFilled,
  off: IconMinus,
  unknown: IconQuestionMark,
} as const;

/** By colour, shape and word. */
export function ContractState({ state }: { state: Contract['state'] }) {
  const { t } = useTranslation();
  const shown = state ?? 'unknown';
  const Icon = ICONS[shown];
  return (
    <span className={styles.state} data-state={shown}>
      <Icon size={18} aria-hidden="true" />
      {t(`contract.states.${shown}`)}
    </span>
  );
}

import styles from './Figure.module.css';

/** One sum of a month, with what it is. */
export function Figure({ label, value }: { label: string; value: string }) {
  return (
    <dl className={styles.figure}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </dl>
  );
}

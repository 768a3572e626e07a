import { SecretOnce } from '../../ui/dialogs/SecretOnce.tsx';
import { useWords } from '../../ui/useWords.ts';

interface EngineSecretProps {
  readonly id: number;
  readonly secret: string;
  readonly onClose: () => void;
}

/** An engine's secret and address, for its own settings. */
export function EngineSecret({ id, secret, onClose }: EngineSecretProps) {
  const { t } = useWords();
  const address = `${window.location.origin}/api/vedette/v1/analytics/engines/${id}`;
  return (
    <SecretOnce
      title={t('analytics.engines.secretTitle')}
      text={t('analytics.engines.secretText')}
      address={{ label: t('analytics.engines.address'), value: address }}
      secret={{ label: t('analytics.engines.secret'), value: secret }}
      kept={t('analytics.engines.kept')}
      onClose={onClose}
    />
  );
}

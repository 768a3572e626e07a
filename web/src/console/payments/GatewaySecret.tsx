import { SecretOnce } from '../../ui/dialogs/SecretOnce.tsx';
import { useWords } from '../../ui/useWords.ts';

interface GatewaySecretProps {
  readonly id: number;
  readonly secret: string;
  readonly onClose: () => void;
}

/** A gateway's secret and address, for the provider's settings. */
export function GatewaySecret({ id, secret, onClose }: GatewaySecretProps) {
  const { t } = useWords();
  const address = `${window.location.origin}/api/vedette/v1/payments/gateways/${id}`;
  return (
    <SecretOnce
      title={t('payments.gateway.secretTitle')}
      text={t('payments.gateway.secretText')}
      address={{ label: t('payments.gateway.address'), value: address }}
      secret={{ label: t('payments.gateway.secret'), value: secret }}
      kept={t('payments.gateway.kept')}
      onClose={onClose}
    />
  );
}

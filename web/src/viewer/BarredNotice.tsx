import { IconBan, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../api/types.ts';
import { useMay } from '../app/may.ts';
import { paths } from '../app/routes/paths.ts';
import { useZone } from '../app/useMe.ts';
import { dayTime, secondsOf } from '../format/time.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { blockReason, blockTitle, isForBalance, unboughtOf } from '../ui/status/blockWords.ts';
import styles from './cameras/CameraPlayer.module.css';
import { useUnpaid } from './contracts/useUnpaid.ts';

/** In the picture's place: whose block it is, why, since when, and what to do. */
export function BarredNotice({ camera }: { camera: Camera }) {
  const { t, i18n } = useTranslation();
  const zone = useZone();
  const staff = useMay('console.open');
  const [first] = camera.blocks;
  const unbought = first && unboughtOf(first);
  const unpaid = useUnpaid().length > 0;
  const toContract = (
    <LinkAnchor to={paths.contracts} className={styles.toContract}>
      {t('contract.toContract')}
    </LinkAnchor>
  );
  if (camera.blocks.length === 0) {
    return (
      <div className={styles.notice} role="status">
        <span className={styles.icon}>
          <IconLock size={36} stroke={1.5} aria-hidden="true" />
        </span>
        <strong>{t(unpaid ? 'block.unpaid' : 'viewer.noRight')}</strong>
        <span className={styles.dim}>{t(unpaid ? 'viewer.blockedMore.connector' : 'viewer.noRightMore')}</span>
        {unpaid && toContract}
      </div>
    );
  }
  return (
    <div className={styles.notice} role="status">
      <span className={styles.icon}>
        <IconBan size={36} stroke={1.5} aria-hidden="true" />
      </span>
      {camera.blocks.map((block) => (
        <div key={`${block.on}-${block.source}`}>
          <strong>{blockTitle(t, block)}</strong>
          {blockReason(block) !== '' && <div className={styles.reason}>{block.reason}</div>}
          <div className={styles.dim}>
            {t('viewer.blockedSince', { time: dayTime(secondsOf(block.since), zone, i18n.language) })}
          </div>
        </div>
      ))}
      <span className={styles.dim}>{t(`viewer.blockedMore.${nextStep(camera, staff)}`)}</span>
      {unbought !== undefined && !staff && toContract}
    </div>
  );
}

/** What to do about the first block: a subscriber asks the provider, the provider's people are asked. */
function nextStep({ blocks: [first] }: Camera, staff: boolean) {
  if (first === undefined) return 'administrator';
  if (staff && isForBalance(first)) return 'staffBalance';
  if (staff) return first.source === 'connector' ? 'staffConnector' : 'staff';
  if (isForBalance(first)) return 'balance';
  return unboughtOf(first) === 'off' ? 'off' : first.source;
}

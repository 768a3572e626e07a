import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CAMERA_STATES, type consoleCameraSearch } from '../../app/routes/searches.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { useWords } from '../../ui/useWords.ts';
import { CameraFilters } from './CameraFilters.tsx';
import { CameraViewSwitch } from './CameraViewSwitch.tsx';

export type CameraListFilter = ReturnType<typeof consoleCameraSearch>;
/** Blocked, and not to be reached besides. */
const BOTH = 'blocked_unreachable';
const NOT_RECORDED = 'not_recorded';

interface CameraToolsProps {
  readonly filter: CameraListFilter;
  readonly onChange: (change: CameraListFilter) => void;
}

/** Search, filters and the way to look at them: the same over the list, the tree and the map. */
export function CameraTools({ filter, onChange }: CameraToolsProps) {
  const { t } = useWords();
  const { t: p } = useTranslation('player');
  return (
    <>
      <CameraViewSwitch view={filter.view} onChange={(view) => onChange({ view })} />
      <SearchField label={t('camera.search')} value={filter.search} onChange={(search) => onChange({ search })} />
      <Select
        w={190}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        aria-label={t('camera.state')}
        placeholder={t('camera.anyState')}
        value={chosenState(filter)}
        data={[
          ...CAMERA_STATES.map((state) => ({ value: state as string, label: p(`state.${state}`) })),
          { value: BOTH, label: t('camera.blockedUnreachable') },
          { value: NOT_RECORDED, label: p('state.notRecorded') },
        ]}
        onChange={(value) =>
          onChange({
            state: value === BOTH ? 'blocked' : CAMERA_STATES.find((state) => state === value),
            unreachable: value === BOTH ? true : undefined,
            notRecorded: value === NOT_RECORDED ? true : undefined,
          })
        }
      />
      <CameraFilters filter={filter} onChange={onChange} />
    </>
  );
}

function chosenState({ state, unreachable, notRecorded }: CameraListFilter): string | null {
  if (notRecorded) return NOT_RECORDED;
  return state === 'blocked' && unreachable ? BOTH : (state ?? null);
}

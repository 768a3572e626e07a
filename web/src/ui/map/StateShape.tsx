import type { CameraState } from '../../api/types.ts';
import { SHAPES } from './shapes.ts';

/** The form of a state, as the map draws it. */
export function StateShape({ state }: { state: CameraState }) {
  const { path, token } = SHAPES[state];
  return (
    <svg width={16} height={16} viewBox="0 0 24 24" aria-hidden="true" style={{ flex: 'none' }}>
      <path d={path} fill={`var(${token})`} />
    </svg>
  );
}

import type { Camera } from '../../api/types.ts';

/** What a camera is called in lists: billings may leave the title out. */
export const cameraTitle = ({ title, name }: Pick<Camera, 'title' | 'name'>): string => (title === '' ? name : title);

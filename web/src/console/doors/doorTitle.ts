import type { TFunction } from 'i18next';
import type { DoorSetup } from '../../api/types.ts';

/** What a door is called: one without a name, by its kind. */
export const doorTitle = (a: TFunction<'app'>, { name, icon }: Pick<DoorSetup, 'name' | 'icon'>): string =>
  name === '' ? a(`door.icons.${icon}`) : name;

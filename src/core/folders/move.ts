import { invalid } from '../errors.ts';
import type { Folder } from './tree.ts';

/** Where a folder goes: under a parent, or beside another folder. */
export type FolderMove = { readonly inside: number } | { readonly after: number } | { readonly before: number };

/** Folders from the root down, the root counted. */
const MAX_LEVELS = 32;
/** Behind all siblings that there may be. */
const LAST_POSITION = 1_000_000;

/** The id of the folder that a move goes by. */
export const folderNamed = (move: FolderMove): number =>
  'inside' in move ? move.inside : 'after' in move ? move.after : move.before;

/** Refuses to put a folder into itself, or into one below it. */
export function requireOutside(folder: Pick<Folder, 'id'>, other: Pick<Folder, 'path'>): void {
  if (other.path.includes(folder.id)) throw invalid('move', 'folder_into_itself');
}

/** Refuses a parent too low for a folder that has so many levels of others below it. */
export function checkDepth(field: 'move' | 'parentId', parent: Pick<Folder, 'path'>, levelsBelow = 0): void {
  if (parent.path.length + levelsBelow >= MAX_LEVELS) throw invalid(field, 'folder_too_deep');
}

/** The place among its new siblings; the one that stands there already, and all behind it, make room. */
export const positionOf = (move: FolderMove, other: Pick<Folder, 'position'>): number =>
  'inside' in move ? LAST_POSITION : 'after' in move ? other.position + 1 : other.position;

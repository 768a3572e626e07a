import type { KeyboardEvent } from 'react';

/**
 * Arrows in a tree of links: up and down go to the link before and after, right opens, left closes or goes to the parent.
 * Gives back whether the node is to be open from now on; undefined: as it is.
 */
export function moveInTree(event: KeyboardEvent<HTMLElement>, hasChildren: boolean, open: boolean) {
  const { key, currentTarget: link } = event;
  const step = STEPS[key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  event.preventDefault();
  if (key === 'ArrowRight' && hasChildren && !open) return true;
  if (key === 'ArrowLeft' && open) return false;
  if (key === 'ArrowLeft') parentOf(link)?.focus();
  else neighbour(link, step)?.focus();
  return undefined;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: 0, ArrowRight: 1 };

function neighbour(link: HTMLElement, step: number): HTMLElement | undefined {
  let root: Element = link;
  for (let tree = link.closest('[data-tree]'); tree; tree = tree.parentElement?.closest('[data-tree]') ?? null)
    root = tree;
  const links = [...root.querySelectorAll<HTMLElement>('[data-node]')];
  return links[links.indexOf(link) + step];
}

const parentOf = (link: HTMLElement): HTMLElement | null | undefined =>
  link.closest('li')?.parentElement?.closest('li')?.querySelector<HTMLElement>('[data-node]');

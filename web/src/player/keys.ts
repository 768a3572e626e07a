/** True where a key is text, or belongs to a menu or dialog: single-key shortcuts keep silent there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return target.closest('input, textarea, select, [role="menu"], [role="listbox"], [role="dialog"]') !== null;
}

import { length, panned, pinched, timeAt, type View, zoomed } from './view.ts';

export interface Hands {
  readonly view: () => View;
  readonly setView: (view: View) => void;
  readonly onSeek: (time: number) => void;
  readonly onHover: (x: number | undefined) => void;
}

/** What the fingers held when their number last changed. */
interface Grip {
  readonly view: View;
  /** Of one finger or two, CSS pixels from the left edge. */
  readonly xs: readonly number[];
  /** Further than a click trembles. */
  moved: boolean;
}

/** A click on a mouse may be half of a double click. */
const DOUBLE_CLICK_MS = 220;
const TREMBLE_PIXELS = 4;

/** The fingers and the wheel over one element. Give each of its methods the event of its name. */
export class Gestures {
  readonly #element: HTMLElement;
  readonly #hands: () => Hands;
  /** By pointer, CSS pixels from the left edge. */
  readonly #pointers = new Map<number, number>();
  #grip: Grip | undefined;
  #click: number | undefined;

  constructor(element: HTMLElement, hands: () => Hands) {
    this.#element = element;
    this.#hands = hands;
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#xOf(event));
    if (this.#pointers.size === 1) this.#grip = undefined;
    this.#hold();
  }

  move(event: PointerEvent): void {
    const x = this.#xOf(event);
    if (!this.#pointers.has(event.pointerId)) {
      this.#hands().onHover(event.pointerType === 'mouse' ? x : undefined);
      return;
    }
    this.#pointers.set(event.pointerId, x);
    const grip = this.#grip;
    if (grip === undefined) return;
    const xs = [...this.#pointers.values()];
    grip.moved ||= hasMoved(grip.xs, xs);
    if (!grip.moved) return;
    this.#hands().onHover(undefined);
    this.#hands().setView(dragged(grip.view, this.#element.clientWidth, grip.xs, xs));
  }

  up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    const held = this.#grip;
    if (this.#pointers.size > 0) {
      this.#hold();
      return;
    }
    this.#grip = undefined;
    if (held?.moved !== false || event.type === 'pointercancel') return;
    const time = timeAt(this.#hands().view(), this.#element.clientWidth, this.#xOf(event));
    // A second click makes it a double click: that one zooms out instead.
    this.#forgetClick();
    const wait = event.pointerType === 'mouse' ? DOUBLE_CLICK_MS : 0;
    this.#click = window.setTimeout(() => this.#hands().onSeek(time), wait);
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const { view, setView } = this.#hands();
    setView(rolled(view(), this.#element.clientWidth, event, this.#anchorOf(event)));
  }

  double(event: MouseEvent): void {
    this.#forgetClick();
    const { view, setView } = this.#hands();
    setView(zoomed(view(), 3, this.#anchorOf(event)));
  }

  leave(): void {
    this.#hands().onHover(undefined);
  }

  dispose(): void {
    this.#forgetClick();
  }

  #hold(): void {
    this.#grip = { view: this.#hands().view(), xs: [...this.#pointers.values()], moved: this.#grip?.moved ?? false };
  }

  #forgetClick(): void {
    window.clearTimeout(this.#click);
  }

  #xOf(event: MouseEvent): number {
    return event.clientX - this.#element.getBoundingClientRect().left;
  }

  /** 0: the left edge, 1: the right one. */
  #anchorOf(event: MouseEvent): number {
    return this.#xOf(event) / Math.max(1, this.#element.clientWidth);
  }
}

/** A second finger always moves. */
const hasMoved = ([first = 0]: readonly number[], [a = first, b]: readonly number[]): boolean =>
  Math.abs(a - first) > TREMBLE_PIXELS || b !== undefined;

/** One finger pans, two pinch. */
export function dragged(view: View, width: number, before: readonly number[], after: readonly number[]): View {
  const [first = 0, second] = before;
  const [a = first, b] = after;
  if (second !== undefined && b !== undefined) return pinched(view, width, [first, second], [a, b]);
  return panned(view, ((first - a) / width) * length(view));
}

/** A wheel that turns sideways pans, one that turns up or down zooms at the pointer. */
export function rolled(
  view: View,
  width: number,
  { deltaX, deltaY }: { readonly deltaX: number; readonly deltaY: number },
  anchor: number,
): View {
  if (Math.abs(deltaX) > Math.abs(deltaY)) return panned(view, (deltaX / width) * length(view));
  return zoomed(view, Math.exp(Math.max(-60, Math.min(60, deltaY)) * 0.005), anchor);
}

import { clockTime, shortDate } from '../../format/time.ts';
import { now } from '../clock.ts';
import { draw, type Palette, type Scene } from './draw.ts';
import { type Tick, ticksOf } from './ticks.ts';

/** What is seen of a timeline at this moment. */
type Sight = Pick<Scene, 'view' | 'recorded' | 'expiredBefore' | 'permittedFrom' | 'selection'> & {
  readonly zone: string;
  /** Wall-clock time of the picture. */
  readonly time: () => number;
};

/** Draws it as sharp as the screen is, in the colours of the page. */
export function paintTimeline(canvas: HTMLCanvasElement, sight: Sight, language: string): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = window.devicePixelRatio;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { view, zone, recorded, expiredBefore, permittedFrom, selection, time } = sight;
  const label = (tick: Tick) =>
    tick.label === 'day'
      ? shortDate(tick.time, zone, language, now())
      : clockTime(tick.time, zone, language, tick.label === 'second');
  const ticks = ticksOf(view, width, zone);
  const scene = { view, width, height, recorded, expiredBefore, permittedFrom, selection, ticks, label };
  draw(context, { ...scene, now: now(), playhead: time() }, paletteOf(canvas));
}

function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    accent: color('--player-accent'),
    text: color('--player-text'),
    dim: color('--player-dim'),
    line: color('--player-line'),
    ground: color('--player-lane'),
    playhead: color('--player-playhead'),
    font: `11px ${style.fontFamily}`,
  };
}

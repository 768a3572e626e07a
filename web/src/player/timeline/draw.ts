import type { Span } from '../spans.ts';
import type { Tick } from './ticks.ts';
import { type View, xOf } from './view.ts';

export interface Scene {
  readonly view: View;
  readonly width: number;
  readonly height: number;
  readonly recorded: readonly Span[];
  /** Before it the archive has been deleted. */
  readonly expiredBefore: number | undefined;
  /** Before it the viewer may not look. */
  readonly permittedFrom: number | undefined;
  readonly now: number;
  readonly playhead: number;
  readonly selection: Span | undefined;
  readonly ticks: readonly Tick[];
  readonly label: (tick: Tick) => string;
}

export interface Palette {
  readonly accent: string;
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly ground: string;
  readonly playhead: string;
  readonly font: string;
}

/** The lane lies below the labels. */
const LANE_TOP = 24;

export function draw(context: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  const { width, height, view } = scene;
  const x = (time: number) => xOf(view, width, time);
  const lane = (from: number, to: number): [number, number, number, number] => {
    const left = Math.max(-2, x(from));
    return [left, LANE_TOP, Math.max(1, Math.min(width + 2, x(to)) - left), height - LANE_TOP];
  };
  context.clearRect(0, 0, width, height);
  context.fillStyle = palette.ground;
  context.fillRect(0, LANE_TOP, width, height - LANE_TOP);

  context.fillStyle = palette.accent;
  context.globalAlpha = 0.4;
  for (const span of scene.recorded) {
    if (span.to > view.from && span.from < view.to) context.fillRect(...lane(span.from, span.to));
  }
  context.globalAlpha = 1;

  if (scene.now < view.to) shade(context, lane(scene.now, view.to), palette, 'plain');
  const { expiredBefore, permittedFrom } = scene;
  if (expiredBefore !== undefined && expiredBefore > view.from) {
    shade(context, lane(view.from, Math.min(view.to, expiredBefore)), palette, 'hatched');
  }
  if (permittedFrom !== undefined && permittedFrom > Math.max(view.from, expiredBefore ?? 0)) {
    const from = Math.max(view.from, expiredBefore ?? view.from);
    shade(context, lane(from, Math.min(view.to, permittedFrom)), palette, 'dotted');
  }
  drawTicks(context, scene, palette, x);
  if (scene.selection !== undefined) drawSelection(context, lane(scene.selection.from, scene.selection.to), palette);
  drawPlayhead(context, x(scene.playhead), height, palette);
}

function drawTicks(context: CanvasRenderingContext2D, scene: Scene, palette: Palette, x: (time: number) => number) {
  context.font = palette.font;
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const tick of scene.ticks) {
    const left = Math.round(x(tick.time)) + 0.5;
    const labelled = tick.label !== 'none';
    context.fillStyle = palette.line;
    context.fillRect(left - 0.5, LANE_TOP - (labelled ? 5 : 3), 1, labelled ? 5 : 3);
    if (!labelled) continue;
    context.fillStyle = tick.label === 'day' ? palette.text : palette.dim;
    const text = scene.label(tick);
    const half = context.measureText(text).width / 2 + 2;
    if (left > half && left < scene.width - half) context.fillText(text, left, 3);
  }
}

function shade(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: [number, number, number, number],
  palette: Palette,
  how: 'plain' | 'hatched' | 'dotted',
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.fillStyle = palette.ground;
  context.fillRect(x, y, width, height);
  context.fillStyle = palette.line;
  context.strokeStyle = palette.line;
  context.globalAlpha = how === 'plain' ? 0.35 : 0.9;
  if (how === 'plain') context.fillRect(x, y, width, height);
  if (how === 'hatched') {
    context.beginPath();
    for (let at = x - height; at < x + width; at += 8) {
      context.moveTo(at, y + height);
      context.lineTo(at + height, y);
    }
    context.stroke();
  }
  if (how === 'dotted') {
    for (let left = x + 4; left < x + width; left += 8) {
      for (let top = y + 5; top < y + height; top += 8) context.fillRect(left, top, 2, 2);
    }
    if (width > 24) drawLock(context, x + width / 2, y + height / 2, palette);
  }
  context.restore();
}

function drawLock(context: CanvasRenderingContext2D, x: number, y: number, palette: Palette): void {
  context.globalAlpha = 1;
  context.fillStyle = palette.dim;
  context.strokeStyle = palette.dim;
  context.lineWidth = 1.5;
  context.fillRect(x - 5, y - 1, 10, 8);
  context.beginPath();
  context.arc(x, y - 1, 3.2, Math.PI, 0);
  context.stroke();
}

function drawSelection(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: [number, number, number, number],
  palette: Palette,
): void {
  context.fillStyle = palette.text;
  context.globalAlpha = 0.16;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  context.fillRect(x, y, 2, height);
  context.fillRect(x + width - 2, y, 2, height);
  context.fillRect(x, y, width, 2);
}

function drawPlayhead(context: CanvasRenderingContext2D, x: number, height: number, palette: Palette): void {
  const left = Math.round(x);
  context.fillStyle = palette.playhead;
  context.fillRect(left - 1, LANE_TOP - 6, 2, height - LANE_TOP + 6);
  context.beginPath();
  context.moveTo(left - 5, LANE_TOP - 8);
  context.lineTo(left + 5, LANE_TOP - 8);
  context.lineTo(left, LANE_TOP - 1);
  context.fill();
}

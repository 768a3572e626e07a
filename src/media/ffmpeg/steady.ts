/**
 * Beyond this a step of a camera's time is no step of its clock: somebody has set it, or it began anew. In seconds;
 * below it the time is believed, since sender reports move the sound to its picture so.
 */
const BELIEVED_S = 2;

/**
 * An expression of ffmpeg that gives the time of a packet (`time`: `DTS`, `PTS`) as it goes on without jumps. What
 * jumps back is put behind what came before it, by a usual step; so is what jumps ahead, unless it arrives late by as
 * much: then pictures are missing, or the camera paused. Late is what is further behind the clock on the wall than it
 * ever was (`time(0)`; of the network's delays the least is the truth).
 *
 * Registers: 0 what is added to the camera's time, 1 a usual step, 2 the furthest ahead of the wall (s), 3 this time.
 */
export function steady(time: string, previous: string): string {
  const step = `(ld(3)-${previous})`;
  const ahead = `gt(${step}*TB,${BELIEVED_S})*gt(ld(3)*TB-time(0),ld(2)+${BELIEVED_S})`;
  const jumped = `(${ahead}+lt(${step}*TB,-${BELIEVED_S}))`;
  const first = `st(1,0.04/TB);st(2,${time}*TB-time(0));${time}`;
  const next = [
    `st(3,${time}+ld(0))`,
    `st(0,ld(0)+if(${jumped},ld(1)-${step},0))`,
    `st(3,max(${time}+ld(0),${previous}+1))`,
    `st(1,if(between(${step}*TB,0.001,1),${step},ld(1)))`,
    'st(2,max(ld(2),ld(3)*TB-time(0)))',
    'ld(3)',
  ].join(';');
  return `if(eq(N,0),${first},${next})`;
}

/** The same for packets that are copied: a bitstream filter. Showing keeps its distance from decoding. */
export function steadyPackets(): string {
  const time = steady('DTS', 'PREV_OUTDTS');
  const delay = `if(lt(abs(PTS-DTS)*TB,${BELIEVED_S}),PTS-DTS,0)`;
  // The first packets have no time of showing, and count all the same.
  const shown = `st(4,${time});if(eq(PTS,NOPTS),NOPTS,ld(4)+${delay})`;
  return `setts=dts=${escaped(time)}:pts=${escaped(shown)}`;
}

/** And for what is decoded: `setpts` of pictures, `asetpts` of sound. */
export function steadyFrames(filter: 'setpts' | 'asetpts'): string {
  return `${filter}='${steady('PTS', 'PREV_OUTPTS')}'`;
}

const escaped = (expression: string): string => expression.replaceAll(',', '\\,');

import { refuse } from '../core/errors.ts';

const DEEPEST = 100;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Throws `invalid` on JSON that is nested deeper than anybody means: what walks it later would run out of stack. */
export function refuseDeepJson(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) quoted = false;
    } else {
      quoted = code === QUOTE;
      depth += step(code);
      if (depth > DEEPEST) throw refuse('body_too_deep', { levels: DEEPEST });
    }
  }
}

/** Brackets and braces: 1 opens, -1 closes, 0 is anything else. */
function step(code: number): -1 | 0 | 1 {
  if (code === 0x5b || code === 0x7b) return 1;
  return code === 0x5d || code === 0x7d ? -1 : 0;
}

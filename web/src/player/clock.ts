/**
 * The server's clock, in Unix seconds. A phone whose clock is minutes off would otherwise draw "now" in the wrong place
 * and ask for archive that is not there yet.
 */
let aheadMs = 0;

export function now(): number {
  return (Date.now() + aheadMs) / 1000;
}

/** Takes the server's time of an answer (RFC 3339 or the Date header); a difference under 2 s is the network's. */
export function setClock(serverTime: string | null): void {
  const difference = serverTime === null ? Number.NaN : Date.parse(serverTime) - Date.now();
  if (Number.isNaN(difference)) return;
  aheadMs = Math.abs(difference) < 2000 ? 0 : difference;
}

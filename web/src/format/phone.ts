/**
 * A telephone as people type it, `+7 (912) 345-67-89`, `8912…` or ten digits, as eleven digits from 8 on; undefined when
 * it is none. The server judges for good.
 */
export function phoneDigits(typed: string): string | undefined {
  if (/[^\d\s()+.\-‐‑–—]/.test(typed)) return undefined;
  const digits = typed.replace(/\D/g, '');
  if (digits.length === 10) return `8${digits}`;
  return digits.length === 11 && /^[78]/.test(digits) ? `8${digits.slice(1)}` : undefined;
}

/** +7 912 345-67-89; what is no telephone stays as it is. */
export function phoneText(typed: string): string {
  const digits = phoneDigits(typed);
  if (digits === undefined) return typed;
  const [, code, first, second, third] = /^8(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits) ?? [];
  return `+7 ${code} ${first}-${second}-${third}`;
}

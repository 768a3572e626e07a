/** Hexadecimal, as readers print it; the server judges for good. */
export const isKeyDigits = (typed: string): boolean => /^[0-9a-f]{1,30}$/i.test(typed.trim());

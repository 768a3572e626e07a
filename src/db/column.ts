/** The column in which a field of the core is stored: `streamUrl` in `stream_url`. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

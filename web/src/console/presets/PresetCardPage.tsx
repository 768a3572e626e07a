export function PresetCardPage() {
  return null;
}

export function PresetNewPage() {
  return null;
}

export function PresetListPage() {
  return null;
}

export function CameraListPage() {
  return null;
}

export function CameraNewPage() {
  return null;
}

export function CameraCardPage() {
  return null;
}

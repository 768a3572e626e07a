export function UserNewPage() {
  return null;
}

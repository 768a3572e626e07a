export function ViewingsPage() {
  return null;
}

export function UserCardPage() {
  return null;
}

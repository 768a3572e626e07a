export function OrganizationCardPage() {
  return null;
}

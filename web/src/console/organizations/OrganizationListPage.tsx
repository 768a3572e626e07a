export function OrganizationListPage() {
  return null;
}

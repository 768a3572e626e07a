export function BillingEventsPage() {
  return null;
}

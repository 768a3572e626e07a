/** The URL of an address; without a scheme it is plain HTTP. */
export const urlOf = (address: string): string =>
  address === '' || address.includes('://') ? address : `http://${address}`;

/** Which device an address means, however it is written: two of one place are one panel, over HTTPS too. */
export function placeOf(address: string): string {
  const url = urlOf(address);
  return (URL.canParse(url) && new URL(url).host) || address;
}

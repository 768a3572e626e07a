import type { OrganizationRequisites } from '../../api/types.ts';

/** What a document says of a side of it. */
export interface PartyValues {
  name: string;
  taxId: string;
  taxOffice: string;
  address: string;
  phone: string;
  email: string;
}

export const partyBody = ({ name, taxId, taxOffice, address, phone, email }: PartyValues): OrganizationRequisites => ({
  name: name.trim(),
  taxId: taxId.trim(),
  taxOffice: taxOffice.trim(),
  address: address.trim(),
  phone: phone.trim(),
  email: email.trim(),
});

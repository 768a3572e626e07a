import type { BillingType } from '../../core/billing-events/vocabulary.ts';

/** What a method is to a billing, in small letters: for a call that is refused before a verb of the core heard of it. */
const TYPES: Readonly<Record<string, BillingType>> = {
  addaccount: 'billing.new_entity',
  editaccount: 'billing.update_entity',
  deleteaccount: 'billing.terminate_entity',
  adduser: 'billing.new_entity',
  edituser: 'billing.update_entity',
  edituserpassword: 'billing.update_password',
  deleteuser: 'billing.terminate_entity',
  addcamera: 'billing.new_camera',
  editcamera: 'billing.update_camera',
  synccamera: 'billing.update_camera',
  setcamerastreamer: 'billing.update_camera',
  deletecamera: 'billing.delete_camera',
  addobject: 'billing.create_location',
  editobject: 'billing.update_location',
  deleteobject: 'billing.delete_location',
  adduserstoaccountgroups: 'billing.attach_camera',
  removeusersfromaccountgroups: 'billing.detach_camera',
  bindaccounttoforeignaccountgroups: 'billing.attach_camera',
  unbindaccountfromforeignaccountgroups: 'billing.detach_camera',
  updateusercameraaccessrights: 'billing.attach_camera',
  setextbillingidofaccountgroup: 'billing.update_folder',
  setaccountdefaultcameratariff: 'billing.change_tariff',
  setallowedaccounttariffs: 'billing.change_tariff',
  payin: 'billing.enter_payment',
  createusersession: 'billing.update_session',
  addticketmessage: 'billing.update_ticket',
  setticketstate: 'billing.update_ticket',
};

/** By the name in any case. */
export const typeOf = (method: string): BillingType => TYPES[method.toLowerCase()] ?? 'billing.unknown_type';

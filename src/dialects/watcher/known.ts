const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const USER_FIELDS = words(
  `id domain_id login password apikey is_admin authorized_ip enabled is_active readonly monitoring name locale note phone
  notification_email email external_id max_sessions can_edit_organizations can_edit_settings can_view_organizations
  organization_id organizations`,
);

export const ORGANIZATION_FIELDS = words(
  `id domain domain_id title owner owner_id camera_count user_count mosaic_count camera_limit user_limit dvr_limit
  can_view_stats can_edit_cameras can_edit_users is_member is_default`,
);

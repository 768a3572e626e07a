const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Every field of a camera that Watcher has, to be read or only shown: what is shown may come back. */
export const CAMERA_FIELDS = words(
  `name title comment postal_address coordinates folder_coordinates enabled static stream_url substream_url thumbnails
  thumbnails_url onvif_url onvif_profile onvif_ptz can_ptz ptz agent_id agent_key agent_model agent_serial agent_pin
  agent_status organization_id folder_id preset_id preset streamer_id streamer_hostname group_id groups dvr_depth
  dvr_space dvr_lock_days precise_thumbnails_days motion_detector_enabled has_actions video_only transcode_audio
  provision_required vision_enabled vision_alg vision_gpu vision_areas external_id extrenal_id permissions
  playback_config stream_status user_attributes last_change last_event_time login password user_enabled`,
);

export const USER_FIELDS = words(
  `id domain_id login password apikey is_admin authorized_ip enabled is_active readonly monitoring name locale note phone
  notification_email email external_id max_sessions can_edit_organizations can_edit_settings can_view_organizations
  organization_id organizations`,
);

export const ORGANIZATION_FIELDS = words(
  `id domain domain_id title owner owner_id camera_count user_count mosaic_count camera_limit user_limit dvr_limit
  can_view_stats can_edit_cameras can_edit_users is_member is_default`,
);

import { CAMERA_NAMES } from './cameras/camera-in.ts';

/** What Watcher calls the core's fields, in errors and in the audit. A name that is not here is the same in both. */
const NAMES: Readonly<Record<string, string>> = {
  ...CAMERA_NAMES,
  // Said in the audit as the core says them.
  onDemand: 'onDemand',
  videoOnly: 'videoOnly',
  transcodeAudio: 'transcodeAudio',
  enabled: '_enabled',
  'agent.serial': 'agent_serial',
  'agent.id': 'agent_id',
  'agent.key': 'agent_key',
  'agent.model': 'agent_model',
  'agent.pin': 'agent_pin',
  adjustable: 'is_adjustable',
  isDefault: 'is_default',
  ownerId: 'owner_id',
  cameraLimit: 'camera_limit',
  userLimit: 'user_limit',
  archiveLimitGb: 'dvr_limit',
  archiveDepthSeconds: 'dvr_depth_limit',
  email: 'notification_email',
  kind: 'is_admin',
  authorizedAddress: 'authorized_ip',
  maxSessions: 'max_sessions',
  mayEditOrganizations: 'can_edit_organizations',
  mayEditSettings: 'can_edit_settings',
  mayViewOrganizations: 'can_view_organizations',
  position: 'order_num',
  floorPlan: 'map_file',
  mapTopLeft: 'map_topleft',
  mapTopRight: 'map_topright',
  mapBottomLeft: 'map_bottomleft',
  maxUserSessions: 'max_user_sessions',
  authBackendUrl: 'global_auth_backend',
  mailFrom: 'mail_from',
  mailUri: 'mail_uri',
};

export const auditName = (name: string): string => NAMES[name] ?? name;

/** Fields that refusals name and this API's audit does not. */
const REFUSED: Readonly<Record<string, string>> = {
  enabled: 'enabled',
  apiKey: 'api_key',
  streamHost: 'stream_host',
  streamPort: 'stream_port',
  streamPath: 'stream_path',
  streamPassword: 'stream_password',
  recordMode: 'record_mode',
  recordSchedule: 'record_schedule',
  bandwidthLimit: 'bandwidth_limit',
  siteId: 'site_id',
  locationId: 'location_id',
  clusterId: 'cluster_id',
  parentId: 'parent_id',
  userId: 'user_id',
  httpPort: 'http_port',
  modelId: 'model_id',
  ptzType: 'ptz_type',
  validTill: 'valid_till',
  mailTo: 'mail_to',
  mapFile: 'map_file',
  audioPath: 'audio_path',
  videoCodec: 'video_codec',
};

export const fieldName = (name: string): string => REFUSED[name] ?? auditName(name);

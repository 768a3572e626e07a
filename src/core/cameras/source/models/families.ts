/** Paths that many makers share, because one of them builds for the others. */
export const DAHUA = [
  '/cam/realmonitor?channel={channel}&subtype=0',
  '/cam/realmonitor?channel={channel}&subtype=1',
] as const;
export const HIKVISION = ['/Streaming/Channels/{channel}01', '/Streaming/Channels/{channel}02'] as const;
export const HIKVISION_OLD = ['/h264/ch{channel}/main/av_stream', '/h264/ch{channel}/sub/av_stream'] as const;
export const XIONGMAI = [
  '/user={login}_password={password}_channel={channel}_stream=0.sdp?real_stream',
  '/user={login}_password={password}_channel={channel}_stream=1.sdp?real_stream',
] as const;
export const LIVE_CH = ['/live/ch00_0', '/live/ch00_1'] as const;

/** What cameras that speak ONVIF most often have; tried one after the other when nobody knows the path. */
export const USUAL = [
  '/Streaming/Channels/101',
  '/cam/realmonitor?channel=1&subtype=0',
  '/stream1',
  '/media/video1',
  '/live/main',
  '/profile1',
  '/onvif1',
  '/live/ch00_0',
] as const;

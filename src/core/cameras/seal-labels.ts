import type { UrlField } from './camera.ts';

/** `camera.stream_url:<id>`: what a URL of a camera is sealed as. */
export const urlLabel = (field: UrlField, id: number): string => `camera.${field}:${id}`;
export const agentKeyLabel = (id: number): string => `camera.agent_key:${id}`;
export const agentPinLabel = (id: number): string => `camera.agent_pin:${id}`;
export const onvifCredentialsLabel = (id: number): string => `camera_connection.onvif_credentials:${id}`;

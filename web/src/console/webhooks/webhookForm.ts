import type { WebhookCreate, WebhookEndpoint } from '../../api/webhooks.ts';

export interface WebhookValues {
  url: string;
  description: string;
  enabled: boolean;
  /** True: every event, those too that there will be. */
  all: boolean;
  /** Types and groups of them. */
  types: string[];
}

export const EMPTY_WEBHOOK: WebhookValues = { url: '', description: '', enabled: true, all: true, types: [] };

export const webhookValues = ({ url, description, enabled, types }: WebhookEndpoint): WebhookValues => {
  const all = types.includes('*');
  return { url, description, enabled, all, types: all ? [] : [...types] };
};

export const webhookBody = ({ url, description, enabled, all, types }: WebhookValues): WebhookCreate => ({
  url: url.trim(),
  description: description.trim(),
  enabled,
  types: all ? ['*'] : types,
});

/** What people call it: what they said, else the host that it leads to. */
export const webhookTitle = ({ url, description }: Pick<WebhookEndpoint, 'url' | 'description'>): string =>
  description === '' ? hostOf(url) : description;

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

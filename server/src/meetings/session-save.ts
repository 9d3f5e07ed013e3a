import type { SessionBinding } from '../bindings';

/** What a documents middleware is given, as far as this plugin reads it. */
export type DocumentContext = {
  uid: string;
  action: string;
  params: Record<string, unknown> & { data?: Record<string, unknown>; documentId?: string };
};

const SAVES = ['create', 'update'];

/** Whether this call makes a version that counts. Without draft & publish every save does. */
export const isPublishing = (
  { action, params }: DocumentContext,
  { hasDraftAndPublish }: Pick<SessionBinding, 'hasDraftAndPublish'>
): boolean => {
  if (!hasDraftAndPublish) return SAVES.includes(action) || action === 'clone';
  return action === 'publish' || (SAVES.includes(action) && params['status'] === 'published');
};

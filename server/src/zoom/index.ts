export { createZoomClient, type ZoomClientDeps } from './client';
export type { ZoomCredentials } from './access-token';
export type { DayBudget } from './day-budget';
export * from './errors';
export type { ZoomLog } from './log';
export type { ZoomPlan } from './rate-limiter';
export type * from './past-types';
export type * from './registrant-types';
export type * from './types';
export { toMeetingPathSegment } from './uuid-path';
export { SDK_LIMITS, signSdkJoin, type SdkJoin } from './sdk-signature';
export { SCOPES, missingScopes } from './scopes';
export {
  encryptPlainToken,
  explainWrongSignature,
  signWebhook,
  verifyWebhookSignature,
} from './webhook-signature';

import { bootstrap } from './bootstrap';
import { config } from './config';
import { contentTypes } from './content-types';
import { controllers } from './controllers';
import { destroy } from './destroy';
import { feedSecret } from './middlewares/feed-secret';
import { managementAnswers } from './middlewares/management-answers';
import { rawBody } from './middlewares/raw-body';
import { anyPermission } from './policies/any-permission';
import { knownStatus } from './policies/known-status';
import { register } from './register';
import { routes } from './routes';
import { services } from './services';

export type { JoinQuestion, JoinRuling } from './domain/join-ruling';
export type { SessionKey } from './domain/session';
export type { BeforeCreateAnswer, HookName, SessionHooks, ZoomHooks } from './hooks';
export type { MeetingsService, MeetingView, NewSession } from './meetings/meetings-service';
export type { ZoomServices } from './services/public';

export default {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes,
  routes,
  controllers,
  services,
  policies: { 'any-permission': anyPermission, 'known-status': knownStatus },
  middlewares: {
    'raw-body': rawBody,
    'feed-secret': feedSecret,
    'management-answers': managementAnswers,
  },
};

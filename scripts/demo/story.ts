import { CLASS } from './class';
import { CONNECT } from './connect';
import { SESSIONS } from './sessions';
import type { Step } from './steps';
import type { StoryContext } from './story-context';

/** From an empty Strapi to a class that was held. */
export const STORY: Step<StoryContext>[] = [...CONNECT, ...SESSIONS, ...CLASS];

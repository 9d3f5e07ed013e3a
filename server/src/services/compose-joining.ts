import type { Core } from '@strapi/types';

import { isLinkInAnswers } from '../domain/join-policy';
import { refusalOfZoom, type Integration } from '../integration';
import type { SessionHooks } from '../hooks';
import {
  createAppPolicy,
  createCustomerKeys,
  createJoining,
  createJoinLinks,
  createJoinWindows,
} from '../joining';
import type { Outbox } from '../jobs/types';
import type { MeetingRows } from '../meetings/meeting-rows';
import type { SettingsService } from '../settings';
import type { ZoomClient } from '../zoom';
import { errorText } from '../jobs/error-text';

type Parts = {
  outbox: Outbox;
  settings: SettingsService;
  rows: MeetingRows;
  integration: Integration;
  zoom: ZoomClient;
  hooks: SessionHooks;
  clock: () => Date;
};

/** Who may join a meeting, when, and with what. */
export const composeJoining = (strapi: Core.Strapi, parts: Parts) => {
  const { outbox, settings, integration, zoom, hooks, clock } = parts;
  const { db: database, log } = strapi;
  const join = () => settings.current().join;
  const customerKeys = createCustomerKeys({ database, clock });
  const appPolicy = createAppPolicy({ hooks, log });
  const windows = createJoinWindows({ database, outbox, times: join, clock });

  settings.onChange((now, before) => {
    const isSame =
      now.join.opensMinutesBefore === before.join.opensMinutesBefore &&
      now.join.closesMinutesAfter === before.join.closesMinutesAfter;
    if (isSame) return;
    windows.raise().catch((error: unknown) => {
      log.warn(
        `zoom: when meetings can be joined is brought up to date at the next start: ${errorText(error)}`
      );
    });
  });

  return {
    ...createJoining({
      database,
      settings: () => settings.current(),
      customerKeys,
      appPolicy,
      readMeeting: (zoomId) => integration.get(zoomId),
      findBySession: (key) => parts.rows.findBySession(key),
      startLink: (zoomId) => integration.startLink(zoomId),
      accessKey: async (hostId) => {
        try {
          return await zoom.hostAccessKey({ idOrEmail: hostId });
        } catch (error) {
          throw refusalOfZoom(error, { failure: 'Starting the meeting failed', now: clock() });
        }
      },
      clock,
      log,
    }),
    links: createJoinLinks({ database, settings: join, appPolicy }),
    /** An app's own policy is narrower than "anyone who may read" for somebody, or it would not be there. */
    areLinksInAnswers: () => isLinkInAnswers(join().who) && !hooks.hasJoinPolicy(),
    handlers: { 'join-windows': windows.handler },
    /** At the start: rows of a time before, and those that came past the plugin. */
    start: () => windows.raise(),
  };
};

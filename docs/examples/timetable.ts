import type { Core } from '@strapi/strapi';
import type { MeetingView, ZoomServices } from 'strapi-plugin-zoom/strapi-server';

type Lesson = { course: string; number: number; startsAt: Date; minutes: number };

/** Brings a lesson of the timetable into the CMS; Zoom follows by itself. */
export const scheduleLesson = async (
  strapi: Core.Strapi,
  lesson: Lesson
): Promise<{ documentId: string; meeting: MeetingView | null }> => {
  const meetings: ZoomServices['meetings'] = strapi.plugin('zoom').service('meetings');
  const { session, meeting } = await meetings.schedule({
    data: {
      courseName: lesson.course,
      sessionNumber: lesson.number,
      startTime: lesson.startsAt.toISOString(),
      duration: lesson.minutes,
      timezone: 'Europe/Paris',
    },
  });
  return { documentId: session.documentId, meeting };
};

/** Takes it back; its meeting goes with it. */
export const cancelLesson = async (strapi: Core.Strapi, documentId: string): Promise<void> => {
  const meetings: ZoomServices['meetings'] = strapi.plugin('zoom').service('meetings');
  await meetings.cancel({ uid: 'plugin::zoom.course-session', documentId });
};

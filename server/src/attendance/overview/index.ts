import type { Database } from '../../jobs/database';
import { createRunRows } from '../run-rows';
import { createCourseNames } from './course-names';
import { createCoursePeople } from './course-people';
import { createCourseSources } from './course-sources';
import { createSessionList } from './session-list';
import { createSessionPeople } from './session-people';

/** Attendance as the admin panel lists it: by session, and by person over many of them. */
export const createAttendanceOverview = (deps: {
  database: Database;
  /** The content types whose entries are sessions. */
  sessionTypes: readonly string[];
  clock: () => Date;
}) => {
  const { database, clock } = deps;
  const sources = createCourseSources(database, deps.sessionTypes);
  const courses = createCourseNames(sources);
  return {
    courses,
    sessions: createSessionList({ database, sources, courses }),
    sessionPeople: createSessionPeople({ database, runs: createRunRows(database), clock }),
    people: createCoursePeople({ database, sources }),
  };
};

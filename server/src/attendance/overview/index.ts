import type { Database } from '../../jobs/database';
import { createRunRows } from '../run-rows';
import { createCourseNames } from './course-names';
import { createCoursePeople } from './course-people';
import { createSessionList } from './session-list';
import { createSessionPeople } from './session-people';

/** Attendance as the admin panel lists it: by session, and by person over many of them. */
export const createAttendanceOverview = (deps: { database: Database; clock: () => Date }) => {
  const { database, clock } = deps;
  const courses = createCourseNames(database);
  return {
    courses,
    sessions: createSessionList({ database, courses }),
    sessionPeople: createSessionPeople({ database, runs: createRunRows(database), clock }),
    people: createCoursePeople(database),
  };
};

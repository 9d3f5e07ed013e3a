import Link from 'next/link';

import { LocalTime } from '../components/local-time';
import { listClasses } from '../lib/classes';

const Classes = async () => {
  const classes = await listClasses();
  return (
    <>
      <h1>Classes</h1>
      {classes.length === 0 && <p>There are no classes to come.</p>}
      <ul className="cards">
        {classes.map(({ documentId, title, startTime, endTime, meeting }) => (
          <li className="card" key={documentId}>
            <h2>
              <Link href={`/classes/${documentId}`}>{title}</Link>{' '}
              {meeting?.state === 'live' && <span className="live">Live now</span>}
            </h2>
            <p className="quiet">
              <LocalTime from={startTime} to={endTime} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
};

export default Classes;

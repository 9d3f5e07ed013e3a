import { redirect } from 'next/navigation';

import { RecordingPlayer } from '../../components/recording-player';
import { listRecordings, type Recording } from '../../lib/recordings';
import { readSession } from '../../lib/session';
import { refusalOf } from '../../lib/strapi';

type Search = Promise<{ search?: string | string[] }>;

/** Null: this visitor may not see recordings. */
const read = async (search: string): Promise<Recording[] | null> => {
  try {
    return await listRecordings(search);
  } catch (error) {
    refusalOf(error);
    return null;
  }
};

const Recordings = async ({ searchParams }: { searchParams: Search }) => {
  if ((await readSession()) === undefined) redirect('/log-in?next=/recordings');
  const { search: wanted } = await searchParams;
  const search = typeof wanted === 'string' ? wanted.trim().slice(0, 100) : '';
  const recordings = await read(search);
  return (
    <>
      <h1>Recordings</h1>
      <form role="search">
        <label>
          What was said <input name="search" type="search" defaultValue={search} maxLength={100} />
        </label>{' '}
        <button>Search</button>
      </form>
      {recordings === null && <p>You may not see recordings.</p>}
      {recordings?.length === 0 && <p>Nothing was found.</p>}
      {recordings?.map((recording) => (
        <RecordingPlayer key={recording.documentId} recording={recording} search={search} />
      ))}
    </>
  );
};

export default Recordings;

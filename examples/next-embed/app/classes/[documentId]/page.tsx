import { notFound } from 'next/navigation';

import { JoinGate } from '../../../components/join-gate';
import { LocalTime } from '../../../components/local-time';
import { RegistrationForm } from '../../../components/registration-form';
import { readClass } from '../../../lib/classes';
import { askAtTheGate } from '../../../lib/joining';
import { OUTCOMES, readRegistration } from '../../../lib/registration';
import { readSession } from '../../../lib/session';
import { documentIdSchema } from '../../../lib/strapi';

type Props = {
  params: Promise<{ documentId: string }>;
  searchParams: Promise<{ registration?: string }>;
};

const ClassPage = async ({ params, searchParams }: Props) => {
  const documentId = documentIdSchema.safeParse((await params).documentId);
  const found = documentId.success ? await readClass(documentId.data) : null;
  if (found === null) notFound();
  const { registration: outcome } = await searchParams;
  const { meeting, title, agenda, startTime, endTime } = found;
  const isLoggedIn = (await readSession()) !== undefined;
  return (
    <>
      <h1>{title}</h1>
      <p className="quiet">
        <LocalTime from={startTime} to={endTime} />
      </p>
      {agenda && <p>{agenda}</p>}
      {meeting && (
        <>
          <JoinGate
            meeting={meeting.documentId}
            first={await askAtTheGate(meeting.documentId)}
            page={`/classes/${found.documentId}`}
            isLoggedIn={isLoggedIn}
          />
          <RegistrationForm
            meeting={meeting.documentId}
            classId={found.documentId}
            state={await readRegistration(meeting.documentId)}
            outcome={OUTCOMES.find((one) => one === outcome)}
            isLoggedIn={isLoggedIn}
          />
        </>
      )}
    </>
  );
};

export default ClassPage;

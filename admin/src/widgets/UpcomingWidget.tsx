import { Widget } from '@strapi/strapi/admin';

import { useMeetingsInSpanQuery } from '../api/deskApi';
import { MeetingLines } from '../components/MeetingLines';
import { useLookAgain } from '../components/useLookAgain';
import { TextsOf } from '../translations/TextsOf';
import { useText } from '../translations/useText';

const LOOK_MS = 60_000;
const SHOWN = 4;
const WEEK_MS = 7 * 86_400_000;
/** The question stays the same for a while, so that its answer is at hand on the way back. */
const STEP_MS = 10 * 60_000;

const weekOn = (now: Date): { from: string; to: string } => {
  const from = Math.floor(now.getTime() / STEP_MS) * STEP_MS;
  return { from: new Date(from).toISOString(), to: new Date(from + WEEK_MS).toISOString() };
};

const Upcoming = () => {
  const text = useText();
  const { data, isError, refetch } = useMeetingsInSpanQuery(weekOn(new Date()));
  useLookAgain(refetch, LOOK_MS);
  if (data === undefined) return isError ? <Widget.Error /> : <Widget.Loading />;
  const next = data.meetings.filter(({ state }) => state === 'scheduled').slice(0, SHOWN);
  if (next.length === 0) return <Widget.NoData>{text('widget.upcoming.none')}</Widget.NoData>;
  return <MeetingLines meetings={next} />;
};

/** Home page: the next meetings. */
export const UpcomingWidget = () => (
  <TextsOf area="menu" fallback={<Widget.Loading />}>
    <Upcoming />
  </TextsOf>
);

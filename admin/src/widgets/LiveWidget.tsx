import { Widget } from '@strapi/strapi/admin';

import { useOverviewQuery } from '../api/deskApi';
import { MeetingLines } from '../components/MeetingLines';
import { useLookAgain } from '../components/useLookAgain';
import { TextsOf } from '../translations/TextsOf';
import { useText } from '../translations/useText';

const LOOK_MS = 30_000;
const SHOWN = 4;

const Live = () => {
  const text = useText();
  const { data, isError, refetch } = useOverviewQuery(undefined);
  useLookAgain(refetch, LOOK_MS);
  if (data === undefined) return isError ? <Widget.Error /> : <Widget.Loading />;
  const { meetings } = data.live;
  if (meetings.length === 0) return <Widget.NoData>{text('widget.live.none')}</Widget.NoData>;
  return <MeetingLines meetings={meetings.slice(0, SHOWN)} />;
};

/** Home page: meetings that run now. */
export const LiveWidget = () => (
  <TextsOf area="menu" fallback={<Widget.Loading />}>
    <Live />
  </TextsOf>
);

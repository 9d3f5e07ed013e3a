import { useState } from 'react';

import { Badge, Button, Flex, Td, Tr, Typography } from '@strapi/design-system';
import { Link as LinkIcon } from '@strapi/icons';
import { useRBAC } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import { SHOWN_PEOPLE, type ShownPeople } from '../../../../contracts/choices';
import type { SessionPerson } from '../../../../contracts/attendance-overview';
import { useSessionPeopleQuery, useUnlinkPersonMutation } from '../../api/recordsApi';
import { ListChoice } from '../../components/list/ListChoice';
import { ListPages } from '../../components/list/ListPages';
import { ListSearch } from '../../components/list/ListSearch';
import { RecordTable } from '../../components/list/RecordTable';
import { oneOf, useListQuery } from '../../components/list/useListQuery';
import { useLength } from '../../components/list/words';
import { useLookAgain } from '../../components/useLookAgain';
import { useTold } from '../../components/useTold';
import { ATTENDANCE_EDIT } from '../../permissions';
import { useText } from '../../translations/useText';
import { LinkPerson } from './LinkPerson';
import { Person } from './PeopleList';
import { isUnmatched, PRESENCE_WORDS } from './presenceWords';

const SHOWN: readonly [ShownPeople, ...ShownPeople[]] = SHOWN_PEOPLE;
/** A link takes effect with the next fold, a second or two later. */
const AFTER_LINK_MS = 2_000;
const LIVE_MS = 10_000;
const AT_REST_MS = 60_000;

type SessionPeopleProps = { run: string; isLive: boolean };

/** Who came to a run and who did not. */
export const SessionPeople = ({ run, isLive }: SessionPeopleProps) => {
  const text = useText();
  const query = useListQuery();
  const [search, setSearch] = useState<string | undefined>(undefined);
  const [isSettling, setIsSettling] = useState(false);
  const { allowedActions } = useRBAC(ATTENDANCE_EDIT);
  const show = oneOf(SHOWN, query.chosen('show'));
  const read = useSessionPeopleQuery({
    ...{ run, show, page: query.page, pageSize: query.pageSize },
    ...(search === undefined ? {} : { search }),
  });
  useLookAgain(read.refetch, isSettling ? AFTER_LINK_MS : isLive ? LIVE_MS : AT_REST_MS);
  const settle = (): void => {
    setIsSettling(true);
    window.setTimeout(() => setIsSettling(false), 5 * AFTER_LINK_MS);
  };
  const canLink = allowedActions.canEdit === true;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={2} wrap="wrap">
        <ListSearch
          label={text('attendance.searchPeople')}
          value={search}
          onSearch={(value) => {
            setSearch(value);
            query.set({});
          }}
        />
        <ListChoice
          label={text('attendance.show')}
          value={show}
          choices={SHOWN.map((value) => ({ value, label: text(`attendance.show.${value}`) }))}
          onChoose={(value) => query.set({ show: value })}
        />
      </Flex>
      <RecordTable
        label={text('attendance.people')}
        columns={[
          { name: 'person', label: text('attendance.person') },
          { name: 'presence', label: text('attendance.presence') },
          { name: 'time', label: text('attendance.time') },
          { name: 'stays', label: text('attendance.stays') },
          { name: 'known', label: text('attendance.knownBy') },
          ...(canLink ? [{ name: 'link', label: text('list.actions'), isHidden: true }] : []),
        ]}
        read={read}
        row={(person) => (
          <PersonRow key={person.documentId} {...{ run, person, canLink }} onLinked={settle} />
        )}
        empty={text(
          show === 'all' && search === undefined ? 'attendance.nobody' : 'list.nothingFound'
        )}
      />
      <ListPages meta={read.data?.meta} />
    </Flex>
  );
};

type PersonRowProps = {
  run: string;
  person: SessionPerson;
  canLink: boolean;
  onLinked: () => void;
};

const PersonRow = ({ run, person, canLink, onLinked }: PersonRowProps) => {
  const text = useText();
  const length = useLength();
  const { formatNumber } = useIntl();
  // Counted when they leave.
  const isThere = person.seconds === 0 && person.intervals.some(({ to }) => to === null);
  const words = PRESENCE_WORDS[person.presence ?? 'none'] ?? PRESENCE_WORDS.none;
  return (
    <Tr>
      <Td>
        <Person name={person.name} email={person.email} />
      </Td>
      <Td>
        {words === undefined || person.presence === null ? (
          <Typography textColor="neutral600">–</Typography>
        ) : (
          <Badge backgroundColor={`${words.tone}100`} textColor={words.text}>
            {text(words.label)}
          </Badge>
        )}
      </Td>
      <Td>
        <Typography textColor="neutral800">
          {isThere ? '–' : length(person.seconds)}
          {person.share !== null && person.seconds > 0 && (
            <Typography tag="span" textColor="neutral600">
              {` · ${formatNumber(Math.min(1, person.share), { style: 'percent' })}`}
            </Typography>
          )}
        </Typography>
      </Td>
      <Td>
        <Stays intervals={person.intervals} />
      </Td>
      <Td>
        <Typography textColor="neutral600">
          {text(isUnmatched(person) ? 'attendance.known.nobody' : knownBy(person.matchedBy))}
        </Typography>
      </Td>
      {canLink && (
        <Td>
          {isUnmatched(person) && (
            <LinkPerson run={run} person={person} onLinked={onLinked}>
              <Button variant="tertiary" size="S" startIcon={<LinkIcon />}>
                {text('attendance.link')}
              </Button>
            </LinkPerson>
          )}
          {person.matchedBy === 'hand' && <Unlink person={person} onUnlinked={onLinked} />}
        </Td>
      )}
    </Tr>
  );
};

const KNOWN_BY = {
  registrant: 'attendance.known.registrant',
  'customer-key': 'attendance.known.site',
  'participant-user': 'attendance.known.zoom',
  email: 'attendance.known.email',
  hand: 'attendance.known.hand',
} as const;

const knownBy = (matchedBy: string) =>
  matchedBy in KNOWN_BY
    ? KNOWN_BY[matchedBy as keyof typeof KNOWN_BY]
    : 'attendance.known.registrant';

const MOST_STAYS = 3;

/** When somebody was there; of many stays the first ones. */
const Stays = ({ intervals }: { intervals: SessionPerson['intervals'] }) => {
  const text = useText();
  const { formatTime } = useIntl();
  const time = (at: string): string => formatTime(at, { hour: 'numeric', minute: '2-digit' });
  if (intervals.length === 0) return <Typography textColor="neutral600">–</Typography>;
  const more = intervals.length - MOST_STAYS;
  return (
    <Flex direction="column" alignItems="flex-start">
      {intervals.slice(0, MOST_STAYS).map(({ from, to }) => (
        <Typography key={from} variant="pi" textColor="neutral600">
          {to === null
            ? text('attendance.since', { from: time(from) })
            : `${time(from)} – ${time(to)}`}
        </Typography>
      ))}
      {more > 0 && (
        <Typography variant="pi" textColor="neutral600">
          {text('attendance.moreStays', { count: more })}
        </Typography>
      )}
    </Flex>
  );
};

const Unlink = ({ person, onUnlinked }: { person: SessionPerson; onUnlinked: () => void }) => {
  const text = useText();
  const told = useTold();
  const [unlink, { isLoading }] = useUnlinkPersonMutation();
  return (
    <Button
      variant="tertiary"
      size="S"
      loading={isLoading}
      onClick={() =>
        void told(() => unlink(person.documentId).unwrap(), text('attendance.unlinked')).then(
          onUnlinked
        )
      }
    >
      {text('attendance.unlink')}
    </Button>
  );
};

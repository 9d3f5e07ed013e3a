import { useEffect, useState } from 'react';

import type { EventInput, LocaleInput } from '@fullcalendar/core';
import FullCalendar from '@fullcalendar/react';
import timeGridPlugin from '@fullcalendar/timegrid';
import { useIntl } from 'react-intl';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';

import type { MeetingEntry } from '../../../../contracts/meeting-desk';
import { sessionPath } from '../../components/MeetingTopic';
import { meetingWords, type MeetingTone } from '../../components/meetingWords';
import { useWhen } from '../../components/useWhen';
import { useText } from '../../translations/useText';
import { hoursShown } from './week';

/** FullCalendar's own words and habits, one chunk a language; English is built in. */
const CALENDAR_LOCALES: Partial<Record<string, () => Promise<{ default: LocaleInput }>>> = {
  de: () => import('@fullcalendar/core/locales/de'),
  fr: () => import('@fullcalendar/core/locales/fr'),
  es: () => import('@fullcalendar/core/locales/es'),
  'pt-BR': () => import('@fullcalendar/core/locales/pt-br'),
  ja: () => import('@fullcalendar/core/locales/ja'),
};

const useCalendarLocale = (locale: string): LocaleInput | 'en' => {
  const [loaded, setLoaded] = useState<LocaleInput | null>(null);
  useEffect(() => {
    let isWanted = true;
    void CALENDAR_LOCALES[locale]?.()
      .then((found) => {
        if (isWanted) setLoaded(found.default);
      })
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [locale]);
  return loaded ?? 'en';
};

/** With its header; what does not fit is scrolled to, so that what has to be settled stays near. */
const HEIGHT = 600;

type CalendarProps = { from: Date; meetings: readonly MeetingEntry[] };

/** Seven days of meetings, in the viewer's zone. */
const Calendar = ({ from, meetings }: CalendarProps) => {
  const text = useText();
  const { locale } = useIntl();
  const calendarLocale = useCalendarLocale(locale);
  const navigate = useNavigate();
  const when = useWhen();
  const { first, last } = hoursShown(meetings);
  const sessions = new Map(meetings.map(({ documentId, session }) => [documentId, session]));
  const events = meetings.flatMap((meeting): EventInput[] => {
    if (meeting.startTime === null || meeting.endTime === null) return [];
    const { tone, label } = meetingWords(meeting);
    const title = meeting.topic ?? text('menu.noTopic');
    return [
      {
        id: meeting.documentId,
        title,
        start: meeting.startTime,
        end: meeting.endTime,
        classNames: [`is-${tone}`],
        interactive: meeting.session !== null,
        extendedProps: { name: [title, when(meeting), text(label)].join(', ') },
      },
    ];
  });
  return (
    <Frame>
      <FullCalendar
        plugins={[timeGridPlugin]}
        initialView="week"
        views={{ week: { type: 'timeGrid', duration: { days: 7 } } }}
        initialDate={from}
        locale={calendarLocale}
        timeZone="local"
        headerToolbar={false}
        allDaySlot={false}
        nowIndicator
        height={HEIGHT}
        expandRows
        scrollTime={`${Math.max(first, new Date().getHours() - 1)}:00:00`}
        slotMinTime={`${first}:00:00`}
        slotMaxTime={`${last}:00:00`}
        slotDuration="01:00:00"
        slotEventOverlap={false}
        dayHeaderFormat={{ weekday: 'short', day: 'numeric' }}
        events={events}
        eventDidMount={({ el, event }) => {
          const name = String(event.extendedProps['name']);
          // Beside what is written on it, which is its name.
          el.setAttribute('title', name);
          if (sessions.get(event.id)) el.setAttribute('role', 'link');
        }}
        eventClick={({ event }) => {
          const session = sessions.get(event.id);
          if (session) navigate(sessionPath(session));
        }}
      />
    </Frame>
  );
};

const TONES: readonly MeetingTone[] = [
  'success',
  'primary',
  'secondary',
  'neutral',
  'warning',
  'danger',
];

/** FullCalendar in the colours and letters of the design system, light and dark. */
const Frame = styled.div`
  --fc-border-color: ${({ theme }) => theme.colors.neutral150};
  --fc-page-bg-color: ${({ theme }) => theme.colors.neutral0};
  --fc-neutral-bg-color: ${({ theme }) => theme.colors.neutral100};
  --fc-today-bg-color: ${({ theme }) => theme.colors.neutral100};
  --fc-now-indicator-color: ${({ theme }) => theme.colors.danger600};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.2rem;

  .fc .fc-scrollgrid {
    border-radius: ${({ theme }) => theme.borderRadius};
    overflow: hidden;
  }
  .fc .fc-col-header-cell-cushion {
    padding: ${({ theme }) => theme.spaces[2]};
    color: ${({ theme }) => theme.colors.neutral600};
    font-weight: 600;
  }
  .fc .fc-timegrid-slot {
    height: 4rem;
  }
  .fc .fc-timegrid-slot-label-cushion {
    color: ${({ theme }) => theme.colors.neutral600};
  }
  .fc .fc-event {
    border-width: 0 0 0 3px;
    border-radius: ${({ theme }) => theme.borderRadius};
    padding: 1px 2px;
    box-shadow: none;
    overflow: hidden;
    line-height: 1.3;
  }
  .fc .fc-event[role='link'] {
    cursor: pointer;
  }
  .fc .fc-event:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }
  .fc .fc-event-title {
    font-weight: 600;
    /* Two meetings at once share a day's width: a word that does not fit ends in dots, whole in the title. */
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .fc .fc-event::after {
    display: none;
  }
  ${({ theme: { colors } }) =>
    TONES.map(
      (tone) => `
  .fc .fc-event.is-${tone} {
    background-color: ${colors[`${tone}100`]};
    border-color: ${colors[`${tone}600`]};
  }
  .fc .fc-event.is-${tone} .fc-event-main {
    color: ${colors.neutral800};
  }`
    ).join('')}
`;

export default Calendar;

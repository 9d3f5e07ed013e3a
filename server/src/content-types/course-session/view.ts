/** A field's label and help in the Content Manager, until somebody configures the view. */
const field = (label: string, description = '', placeholder = '') => ({
  edit: { label, description, placeholder, visible: true, editable: true },
  list: { label },
});

/**
 * How the Content Manager first shows a course session. Read once, when the view's configuration is
 * made; all keys of `settings` are needed, a partial one stops the boot (measured on Strapi 5.54).
 */
export const courseSessionView = {
  settings: {
    bulkable: true,
    filterable: true,
    searchable: true,
    pageSize: 20,
    mainField: 'title',
    defaultSortBy: 'startTime',
    defaultSortOrder: 'DESC',
    relationOpenMode: 'modal',
  },
  metadatas: {
    courseName: field('Course'),
    sessionNumber: field('Session number'),
    title: field('Title', 'Left empty, it is made from course and session number.'),
    agenda: field('Agenda', 'Shown in Zoom; at most 2,000 characters.'),
    startTime: field('Start', "In your browser's time zone."),
    duration: field('Duration (minutes)', 'Left empty: the default of the Zoom settings.'),
    endTime: field('End'),
    timezone: field(
      'Time zone',
      'How Zoom labels the time; it never shifts it.',
      'Default of the Zoom settings'
    ),
    hostEmail: field('Host', 'E-mail of a Zoom user. Left empty: the default host.'),
    waitingRoom: field('Waiting room'),
    joinBeforeHost: field('Join before host'),
    autoRecording: field('Automatic recording'),
    muteUponEntry: field('Mute on entry'),
    hostVideo: field("Host's video at the start"),
    participantVideo: field("Participants' video at the start"),
  },
  layouts: {
    list: ['title', 'startTime', 'duration'],
    edit: [
      [
        { name: 'courseName', size: 8 },
        { name: 'sessionNumber', size: 4 },
      ],
      [{ name: 'title', size: 12 }],
      [
        { name: 'startTime', size: 6 },
        { name: 'duration', size: 6 },
      ],
      [
        { name: 'timezone', size: 6 },
        { name: 'hostEmail', size: 6 },
      ],
      [{ name: 'agenda', size: 12 }],
      [
        { name: 'waitingRoom', size: 4 },
        { name: 'joinBeforeHost', size: 4 },
        { name: 'autoRecording', size: 4 },
      ],
      [
        { name: 'muteUponEntry', size: 4 },
        { name: 'hostVideo', size: 4 },
        { name: 'participantVideo', size: 4 },
      ],
    ],
  },
  /** Hidden rather than `visible: false`, which returns the related row unsanitised. */
  attributes: {
    meeting: { hidden: true },
    generatedTitle: { hidden: true },
  },
};

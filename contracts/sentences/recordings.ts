/** Why a recorded file could not be downloaded. Hosts are named, never a whole address. */
const DOWNLOAD = {
  'download.noAddress': 'The download link is not an address.',
  'download.otherHost':
    'Recordings are downloaded from Zoom’s hosts over https alone, not from {origin} (zoom.config.recordings.hosts).',
  'download.hostUnknown': 'The host {host} was not found.',
  'download.hostNowhere': 'The host {host} has no address.',
  'download.privateHost': 'The host {host} leads to an address inside a private network.',
  'download.unreachable': 'The connection to {host} failed: {because}.',
  'download.silent': 'nothing came for a minute',
  'download.unauthorised': '{host} refused the download ({status}).',
  'download.gone': '{host} has no such file any more ({status}).',
  'download.unavailable': '{host} could not give the file just now ({status}).',
  'download.answered': '{host} answered {status}.',
  'download.nowhere': '{host} redirected to nowhere.',
  'download.insecure': '{host} redirected to a place without https.',
  'download.redirects': 'The download was redirected more than {count} times.',
  'download.unlisted': 'Zoom does not list this file.',
  'download.noTranscript': 'Zoom has no transcript: {because}.',
} as const;

/** Why what came is not the file that Zoom speaks of, or not all of it. */
const CHECK = {
  'download.webPage':
    'Zoom answered with a web page instead of the file: the recording may ask for a log-in, or downloads are switched off in Zoom.',
  'download.otherKind': 'What came does not begin like a file of type {type}.',
  'download.otherSize': 'The file has {announced} bytes; Zoom said it has {expected} bytes.',
  'download.tooMuch': 'More came than the {expected} bytes that were expected.',
  'download.part': '{bytes} bytes of {expected} bytes came.',
  'download.empty': 'The file is empty.',
  'download.brokeOff': 'The download broke off after {bytes} bytes: {code}.',
  'download.diskFull': 'The disk of this server is full.',
} as const;

/** Why a recording has no copy in the Media Library. */
const ARCHIVE = {
  'archive.file.processing': 'The file is processing in Zoom.',
  'archive.file.trashed': 'The file is trashed in Zoom.',
  'archive.file.deleted': 'The file is deleted in Zoom.',
  'archive.otherType': 'Files of type {type} are not archived.',
  'archive.noType': 'Files of an unknown type are not archived.',
  'archive.noRoom': 'There is no room for {bytes} bytes on this server’s disk, in {folder}.',
  'archive.noRoomAtAll': 'There is no room on this server’s disk, in {folder}.',
  'archive.noStream':
    'The app’s upload provider cannot stream (it has no uploadStream): recordings would have to fit into memory. Use a provider that streams.',
  'archive.tooLarge':
    'The upload plugin refuses the file: {because} Raise upload.config.sizeLimit in config/plugins.',
  'archive.personErased':
    'Its copy in the Media Library was removed: it named a person who was erased. The transcript here is kept without the name.',
  'archive.namesErased':
    'It names a person who was erased, so it is not copied. The transcript here is kept without the name.',
  'archive.staysInZoom': 'The copy is safe, but the recording stays in Zoom: {because}',
} as const;

/** What is said to those who decide about recordings. */
const DESK = {
  'archive.public':
    'Files in this app’s Media Library are public: whoever has the address of an archived recording can watch it, without logging in. Use an upload provider with private files if that must not be.',
  'archive.off': 'The archive is off: switch it on in the settings first.',
  'recording.copyStaysPublic':
    'A copy of this recording lies in the Media Library, where whoever knows its address can still read it. Delete it there if nobody may.',
  'recording.releaseFirst': 'Release it first: files in the Media Library are public.',
  'recording.unknown': 'There is no such recording.',
  'transcript.unknown': 'There is no such transcript.',
  'recording.flag': '{field} must be true or false',
  'recording.page': 'page and pageSize must be whole numbers, pageSize at most 100',
} as const;

/** What is said of recordings, their copies and their transcripts. */
export const RECORDING_SENTENCES = { ...DOWNLOAD, ...CHECK, ...ARCHIVE, ...DESK } as const;

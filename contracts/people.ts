import { z } from 'zod';

import { say } from './sentences';
/** Body of `POST /zoom/people/export` and `/erase`: never in an address, which servers log. */
export const personBodySchema = z.strictObject({
  email: z
    .string(say('field.email'))
    .trim()
    .max(320)
    .regex(/^[^\s@]+@[^\s@]+$/, say('field.email')),
});

/** A recorded file of a class that the person was in: only somebody who looks at it knows whether they are in it. */
export type RecordingOfPerson = {
  documentId: string;
  topic: string | null;
  /** As Zoom calls it: `MP4`, `CHAT`. */
  fileType: string | null;
  recordingStart: string | null;
  /** Its copy in the Media Library; null where there is none. */
  file: { id: number; name: string } | null;
};

/** Answer of `POST /zoom/people/export`, inside `data`: all that is held of one e-mail address. */
export type PersonExport = {
  email: string;
  registrants: Record<string, unknown>[];
  attendances: Record<string, unknown>[];
  /** Rows of Zoom's participant lists, kept until a run is sealed. */
  participantLists: Record<string, unknown>[];
  /** What embedded meetings know the person by. */
  embedKeys: Record<string, unknown>[];
  /** Webhook events that name the person, with what they say. */
  events: Record<string, unknown>[];
  /** What the person says in transcripts of their classes, and where others name them. */
  transcripts: Record<string, unknown>[];
  /** Recorded files of their classes that no text search looks into. */
  recordings: RecordingOfPerson[];
  notices: Record<string, unknown>[];
  /** Meetings that the person hosts. */
  hosting: Record<string, unknown>[];
};

/** Answer of `POST /zoom/people/erase`, inside `data`: what was found and what became of it. */
export type PersonErased = {
  registrants: { found: number; removed: number };
  /** Rows stay as nobody's, so that the numbers of a class stay right. */
  attendances: { found: number; anonymised: number };
  embedKeys: { found: number; removed: number };
  /** The person's fields in payloads are replaced; the events stay. */
  events: { found: number; redacted: number; secretsRemoved: number };
  /** What was said stays, as nobody's; written copies in the Media Library that have the name go. */
  transcripts: { found: number; anonymised: number; filesRemoved: number };
  /** Sound, pictures and chats of classes they were in, and archived texts: a person has to look at them. */
  recordings: { found: number; kept: number; files: RecordingOfPerson[] };
  notices: { found: number; removed: number };
  /** A host is staff, and their meetings run by that address: change it in the sessions. */
  hosting: { found: number; kept: number };
};

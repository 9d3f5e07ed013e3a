import 'server-only';

import { z } from 'zod';

import { asVisitor } from './strapi';

const cueSchema = z.object({
  start: z.number(),
  end: z.number(),
  speaker: z.string().nullable(),
  text: z.string(),
});
export type Cue = z.infer<typeof cueSchema>;

const videoSchema = z.object({
  documentId: z.string(),
  instanceUuid: z.string(),
  topic: z.string().nullable(),
  recordingStart: z.iso.datetime().nullable(),
  file: z.object({ url: z.string(), mime: z.string() }).nullable(),
});

const transcriptSchema = z.object({
  documentId: z.string(),
  language: z.string().nullable(),
  cues: z
    .array(cueSchema)
    .nullable()
    .transform((cues) => cues ?? []),
  recording: z.object({ instanceUuid: z.string() }).nullable(),
});

export type Recording = z.infer<typeof videoSchema> & {
  transcript: z.infer<typeof transcriptSchema> | null;
};

const videos = async () =>
  (await asVisitor()).collection('recordings', { path: '/zoom/recordings' });

/** The videos this visitor may see, newest first; with `search`, those in which it was said. */
export const listRecordings = async (search: string): Promise<Recording[]> => {
  const client = await asVisitor();
  const transcripts = z.array(transcriptSchema).parse(
    (
      await client.collection('transcripts', { path: '/zoom/transcripts' }).find({
        ...(search && { filters: { text: { $containsi: search } } }),
        populate: ['recording'],
        sort: 'createdAt:desc',
        pagination: { pageSize: 50 },
      })
    ).data
  );
  // A transcript is a file beside the video: what they share is the run that was recorded.
  const runs = transcripts.flatMap(({ recording }) => recording?.instanceUuid ?? []);
  if (search && runs.length === 0) return [];
  const found = await (
    await videos()
  ).find({
    filters: {
      fileType: { $eq: 'MP4' },
      state: { $eq: 'completed' },
      ...(search && { instanceUuid: { $in: runs } }),
    },
    populate: ['file'],
    sort: 'recordingStart:desc',
    pagination: { pageSize: 50 },
  });
  return z
    .array(videoSchema)
    .parse(found.data)
    .map((video) => ({
      ...video,
      transcript:
        transcripts.find(({ recording }) => recording?.instanceUuid === video.instanceUuid) ?? null,
    }));
};

/** The address of a video in Strapi's Media Library; null where there is none. */
export const readFileUrl = async (recording: string): Promise<string | null> => {
  const { data } = await (await videos()).findOne(recording, { populate: ['file'] });
  return videoSchema.parse(data).file?.url ?? null;
};

const playSchema = z.object({ playUrl: z.url({ protocol: /^https?$/ }).nullable() });

/** Zoom's page that plays it; the link carries a passcode, so it is asked for at the click. */
export const playLink = async (recording: string): Promise<string | null> => {
  const answer = await (await asVisitor()).fetch(`/zoom/recordings/${recording}/play`);
  return playSchema.parse(await answer.json()).playUrl;
};

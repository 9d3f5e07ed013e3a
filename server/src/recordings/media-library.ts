import { createReadStream } from 'node:fs';
import type { Core } from '@strapi/types';
import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import { say } from '../../../contracts/sentences';
import type { FileKind } from './download/file-kinds';

const FILE_UID = 'plugin::upload.file';

/** The app's upload provider, as the upload plugin wraps it. */
type Provider = {
  uploadStream?: (file: object) => Promise<unknown>;
  isPrivate?: () => Promise<boolean> | boolean;
  delete?: (file: object) => Promise<unknown>;
};

export type NewFile = {
  /** The whole, checked file on this machine's disk. */
  path: string;
  bytes: number;
  kind: FileKind;
  /** As people see it, without an extension. */
  name: string;
  /** Under which the provider keeps it: the same at each try, so that a try replaces the last. */
  key: string;
  recordingRowId: number;
  signal: AbortSignal;
};

export type MediaLibrary = {
  /** Why files of this size cannot be put there, in words; null: they can. */
  refusal(file: { name: string; bytes: number | null }): Promise<string | null>;
  /** Whether files are read with signed links alone. Strapi's own provider is public. */
  isPrivate(): Promise<boolean>;
  /** Streams a file to the provider; what comes back becomes a row by `add`. */
  upload(file: NewFile): Promise<Record<string, unknown>>;
  /** Takes an upload, whole or half, away again; that there is none is no failure. */
  discard(file: { key: string; kind: FileKind }): Promise<void>;
  /** Makes the row and links it with the recording; in the caller's transaction. */
  add(uploaded: Record<string, unknown>): Promise<{ id: number }>;
  /** After the commit: what Strapi tells of any new file. */
  announce(file: { id: number }): Promise<void>;
};

const formattedSchema = z.looseObject({ hash: z.string(), ext: z.string() });
const rowSchema = z.looseObject({ id: z.number() });

/** Control characters, `/`, `?` and their like are refused in names of files. */
const safeName = (name: string): string =>
  name
    .replace(/[<>:"/\\|?*\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 150) || 'recording';

/** Strapi's Media Library, through the app's own upload provider. */
export const createMediaLibrary = (strapi: Core.Strapi): MediaLibrary => {
  const uploads = () => strapi.plugin('upload');
  const provider = (): Provider => Reflect.get(uploads(), 'provider') as Provider;

  const tooLarge = async (file: { name: string; bytes: number }): Promise<string | null> => {
    try {
      // The provider's own check, with the app's limit: in kilobytes, as the plugin hands it over.
      const { name, bytes } = file;
      await uploads()
        .service('provider')
        .checkFileSize({ name, originalFilename: name, size: bytes / 1000, sizeInBytes: bytes });
      return null;
    } catch (error) {
      const because = error instanceof Error ? error.message : 'it is too large';
      return say('archive.tooLarge', { because });
    }
  };

  return {
    refusal: async ({ name, bytes }) => {
      if (typeof provider().uploadStream !== 'function') {
        return say('archive.noStream');
      }
      return bytes === null ? null : tooLarge({ name, bytes });
    },

    isPrivate: async () => Boolean(await provider().isPrivate?.()),

    upload: async ({ path, bytes, kind, name, key, recordingRowId, signal }) => {
      const filename = `${safeName(name)}${kind.extension}`;
      const formatted: unknown = await uploads()
        .service('upload')
        .formatFileInfo(
          { filename, type: kind.mime, size: bytes },
          { name: filename },
          { refId: recordingRowId, ref: UID.recording, field: 'file' }
        );
      const file = {
        ...formattedSchema.parse(formatted),
        hash: key,
        getStream: () => createReadStream(path, { signal }),
      };
      await uploads().service('provider').upload(file);
      const { getStream: _getStream, ...values } = file;
      return { ...values, provider: strapi.config.get('plugin::upload.provider', 'local') };
    },

    discard: async ({ key, kind }) => {
      await provider().delete?.({ hash: key, ext: kind.extension, mime: kind.mime });
    },

    add: async (uploaded) =>
      rowSchema.parse(await strapi.db.query(FILE_UID).create({ data: uploaded })),

    announce: async ({ id }) => {
      const media: unknown = await strapi.db.query(FILE_UID).findOne({ where: { id } });
      await strapi.eventHub.emit('media.create', { media });
    },
  };
};

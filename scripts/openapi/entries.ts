type Json = Record<string, unknown>;

const ALWAYS_THERE = ['documentId', 'id'];
/** Put back into answers for those who may have them: private attributes, so Strapi leaves them out. */
const GUARDED: Readonly<Record<string, Json>> = {
  PluginZoomMeetingDocument: {
    joinUrl: {
      type: 'string',
      description:
        'Carries the passcode. For holders of meeting.join, where anyone who may read may join',
    },
  },
  PluginZoomRecordingDocument: {
    playUrl: {
      type: 'string',
      description: 'Carries the passcode. For holders of recording.play',
    },
  },
};

/** An empty attribute is answered as null. */
const nullable = (schema: Json): Json => {
  const { type, enum: values, $ref } = schema;
  if ($ref !== undefined) return { anyOf: [schema, { type: 'null' }] };
  if (typeof type !== 'string') return schema;
  return {
    ...schema,
    type: [type, 'null'],
    ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
  };
};

/** An attribute by the words that Strapi's generator describes its type with. */
const betterAttribute = (schema: Json): Json => {
  const { description, ...rest } = schema;
  const isMoment = description === 'A datetime field';
  const isOfAType = typeof description === 'string' && /^An? \w+ field$/.test(description);
  return {
    ...rest,
    ...(isOfAType || description === undefined ? {} : { description }),
    ...(isMoment ? { format: 'date-time' } : {}),
  };
};

/**
 * An entry as it is really answered: attributes may be empty, relations are there where the caller
 * populates them, and an app may add attributes. Strapi's generator takes a `documentId` for a UUID.
 */
export const betterEntry = (name: string, schema: Json): Json => {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const { additionalProperties: _closed, required: _required, ...rest } = schema;
  return {
    ...rest,
    properties: {
      ...Object.fromEntries(
        Object.entries(properties).map(([attribute, own]) => [
          attribute,
          attribute === 'id' ? own : nullable(betterAttribute(own)),
        ])
      ),
      documentId: { type: 'string' },
      ...GUARDED[name],
    },
    required: ALWAYS_THERE,
  };
};

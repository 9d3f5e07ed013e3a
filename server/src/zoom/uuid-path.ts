/**
 * A meeting's number or UUID as one segment of a path. Numbers stay as they are; a UUID (base64) is
 * encoded, and twice where it starts with `/` or contains `//`, as Zoom asks for and only then.
 */
export const toMeetingPathSegment = (idOrUuid: string): string => {
  if (/^\d+$/.test(idOrUuid)) return idOrUuid;
  const encoded = encodeURIComponent(idOrUuid);
  const needsTwice = idOrUuid.startsWith('/') || idOrUuid.includes('//');
  return needsTwice ? encodeURIComponent(encoded) : encoded;
};

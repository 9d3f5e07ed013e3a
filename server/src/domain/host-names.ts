/** One Zoom user, whom people and Zoom's answers call by e-mail address or by user id. */
export type HostNames = {
  /** The same whichever of the names was asked for: the address where it is known. */
  name: string;
  /** What the host is called besides. */
  aliases: string[];
};

/** E-mail addresses of one user may differ in case; Zoom's user ids do not. */
export const plainHostName = (host: string): string =>
  host.includes('@') ? host.trim().toLowerCase() : host;

/** A host of whom nothing else is known. */
export const onlyName = (host: string): HostNames => ({ name: plainHostName(host), aliases: [] });

'use client';

import { useSyncExternalStore } from 'react';

const DATE: Intl.DateTimeFormatOptions = { dateStyle: 'full' };
const TIME: Intl.DateTimeFormatOptions = { timeStyle: 'short' };

/** In words, in this zone. */
const inZone = (from: string, to: string, timeZone: string): string => {
  const show = (moment: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(new Date(moment));
  return `${show(from, DATE)}, ${show(from, TIME)} to ${show(to, TIME)} (${timeZone})`;
};

const never = () => () => {};
const visitorsZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A span of time in the visitor's zone, which only the browser knows: the server writes UTC. */
export const LocalTime = ({ from, to }: { from: string; to: string }) => {
  const timeZone = useSyncExternalStore(never, visitorsZone, () => 'UTC');
  return <time dateTime={from}>{inZone(from, to, timeZone)}</time>;
};

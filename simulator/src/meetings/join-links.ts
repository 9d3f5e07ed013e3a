import type { World } from '../world';
import { newOpaqueToken } from '../identifiers';
import type { Meeting } from './meeting';

/** `pwd` of the join link is the encrypted passcode, so that nobody types one. */
export function joinUrl(world: World, meeting: Meeting): string {
  const passcode = meeting.password ? `?pwd=${meeting.encryptedPassword}` : '';
  return `${webUrl(world)}/j/${meeting.id}${passcode}`;
}

/** Carries a token that signs its bearer in as the host; a new one with every answer. */
export function startUrl(world: World, meeting: Meeting): string {
  return `${webUrl(world)}/s/${meeting.id}?zak=${newOpaqueToken()}`;
}

/** Where people fill in Zoom's own form. */
export function registrationUrl(world: World, meeting: Meeting): string {
  return `${webUrl(world)}/meeting/register/${meeting.id}`;
}

/** Where Zoom's web pages live. */
export function webUrl(world: World): string {
  return world.settings.webUrl === 'self' ? world.url() : world.settings.webUrl;
}

import { PLUGIN_ID } from '../../../contracts/identifiers';
import type attendance from './attendance/en.json';
import type core from './core/en.json';
import type events from './events/en.json';
import type meetings from './meetings/en.json';
import type menu from './menu/en.json';
import type notices from './notices/en.json';
import type overview from './overview/en.json';
import type panel from './panel/en.json';
import type recordings from './recordings/en.json';
import type registrants from './registrants/en.json';
import type settings from './settings/en.json';

/**
 * The texts of each part of the panel lie in a folder of their own. `core` is loaded with the admin
 * panel, so it holds what is drawn outside our own pages; the others come with the page they are for.
 */
type Areas = {
  attendance: typeof attendance;
  core: typeof core;
  events: typeof events;
  meetings: typeof meetings;
  menu: typeof menu;
  notices: typeof notices;
  overview: typeof overview;
  panel: typeof panel;
  recordings: typeof recordings;
  registrants: typeof registrants;
  settings: typeof settings;
};

export type Area = keyof Areas;

type KeyOf<Name extends Area> = Name extends Area ? keyof Areas[Name] : never;

/** The key of a text in one of the `en.json`; a misspelt one does not compile. */
export type TextKey = KeyOf<Area>;

/** The languages that every text is written in. */
export const LOCALES = ['en', 'de', 'fr', 'es', 'pt-BR', 'ja'] as const;

export const textId = (key: TextKey): string => `${PLUGIN_ID}.${key}`;

export type Texts = Record<string, string>;

/** What an area says in a language, by the ids of react-intl; empty for a language we do not have. */
export const loadTexts = async (area: Area, locale: string): Promise<Texts> => {
  if (!LOCALES.some((one) => one === locale)) return {};
  const { default: texts }: { default: Texts } = await import(`./${area}/${locale}.json`);
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text])
  );
};

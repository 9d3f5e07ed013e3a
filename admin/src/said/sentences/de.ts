import type { Sentences } from '../translate';
import answers from './answers/de.json';
import calls from './calls/de.json';
import fields from './fields/de.json';
import meetings from './meetings/de.json';
import settings from './settings/de.json';

const sentences: Sentences = { ...answers, ...calls, ...fields, ...meetings, ...settings };

export default sentences;

import type { Sentences } from '../translate';
import calls from './calls/fr.json';
import fields from './fields/fr.json';
import meetings from './meetings/fr.json';
import settings from './settings/fr.json';

const sentences: Sentences = { ...calls, ...fields, ...meetings, ...settings };

export default sentences;

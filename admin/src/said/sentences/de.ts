import type { Sentences } from '../translate';
import calls from './calls/de.json';

const sentences: Sentences = { ...calls };

export default sentences;

import type { Sentences } from '../translate';
import calls from './calls/ja.json';

const sentences: Sentences = { ...calls };

export default sentences;

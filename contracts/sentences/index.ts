export { type SentenceKey, SENTENCES } from './catalogue';
export { fill, namesIn } from './fill';
export { readSentence } from './read';
export { say } from './say';

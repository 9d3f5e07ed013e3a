import { TABLE } from '../../../contracts/identifiers';
import { id, moment, required, text } from './internal-columns';

/**
 * Zoom's participant list of a run, a row per join, until the run is sealed: it may be folded anew
 * with webhooks that come late.
 */
export const listedParticipant = {
  uid: 'plugin::zoom.listed-participant',
  singularName: 'zoom-listed-participant',
  tableName: TABLE.listedParticipant,
  attributes: {
    id: id(),
    /** Hash of the run's UUID, in which case carries meaning. */
    runKey: text(required()),
    /** Hash of the join, by which a later reading of the list finds its row. */
    joinKey: text(required()),
    joinId: text(),
    name: text(),
    participantUserId: text(),
    email: text(),
    registrantId: text(),
    customerKey: text(),
    joinedAt: moment(),
    leftAt: moment(),
  },
  indexes: [
    {
      name: 'zm_listed_participants_unique',
      columns: ['run_key', 'join_key'],
      type: 'unique',
    },
    { name: 'zm_listed_participants_email_index', columns: ['email'] },
  ],
};

/** By what erased people are known again, as keyed hashes. */
export const erased = {
  uid: 'plugin::zoom.erased',
  singularName: 'zoom-erased',
  tableName: TABLE.erased,
  attributes: {
    id: id(),
    hash: text(required()),
    /** Of one erasure; says nothing of whom. */
    person: text(required()),
    erasedAt: moment(),
  },
  indexes: [
    { name: 'zm_erased_unique', columns: ['hash'], type: 'unique' },
    { name: 'zm_erased_person_index', columns: ['person'] },
  ],
};

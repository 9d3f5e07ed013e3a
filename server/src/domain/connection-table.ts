import { addJoin, addLeave, addStay, newConnection, type Connection } from './connection';
import { createColumn } from './column';
import type { Interval } from './intervals';

/** By what a connection is found again: Zoom's id of the join as a number, else a text. */
export type Place = string | number;

/**
 * What is known of the connections of one instance, in columns: of 50,000 of them nearly all have one
 * join, one leave and one row of the participant list, which are numbers in an array then and not
 * five objects each (100,000 events of 10,000 people: 28 MB as objects, 7.5 MB so). What comes on top
 * of the first of each kind is kept as lists, for the few that have it.
 */
export const createConnectionTable = () => {
  const indexes = new Map<Place, number>();
  const joins = createColumn();
  const leaves = createColumn();
  const staysFrom = createColumn();
  const staysTo = createColumn();
  const further = new Map<number, Connection>();

  const furtherOf = (index: number): Connection => {
    const known = further.get(index) ?? newConnection();
    further.set(index, known);
    return known;
  };

  return {
    /** The index of a place, which is made where it is new. */
    at: (place: Place): number => {
      const known = indexes.get(place);
      if (known !== undefined) return known;
      indexes.set(place, indexes.size);
      return indexes.size - 1;
    },

    /** All places, by index. */
    places: (): Place[] => [...indexes.keys()],

    join: (index: number, at: number): void => {
      const first = joins.get(index);
      if (first === undefined) joins.set(index, at);
      else if (first !== at) addJoin(furtherOf(index), at);
    },

    leave: (index: number, at: number): void => {
      const first = leaves.get(index);
      if (first === undefined) leaves.set(index, at);
      else if (first !== at) addLeave(furtherOf(index), at);
    },

    stay: (index: number, stay: Interval): void => {
      const from = staysFrom.get(index);
      if (from === undefined) {
        staysFrom.set(index, stay.from);
        if (stay.to !== null) staysTo.set(index, stay.to);
        return;
      }
      if (from === stay.from && (staysTo.get(index) ?? null) === stay.to) return;
      addStay(furtherOf(index), stay);
    },

    read: (index: number): Connection => {
      const more = further.get(index) ?? newConnection();
      const from = staysFrom.get(index);
      const [join, leave] = [joins.get(index), leaves.get(index)];
      return {
        joins: join === undefined ? more.joins : [join, ...more.joins],
        leaves: leave === undefined ? more.leaves : [leave, ...more.leaves],
        stays:
          from === undefined
            ? more.stays
            : [{ from, to: staysTo.get(index) ?? null }, ...more.stays],
      };
    },
  };
};

import { TABLE } from '../../../contracts/identifiers';

/**
 * Whom the Meeting SDK's customer keys were given to, one per person and meeting: an internal table,
 * as those of `internal-tables.ts`.
 */
export const customerKey = {
  uid: 'plugin::zoom.customer-key',
  singularName: 'zoom-customer-key',
  tableName: TABLE.customerKey,
  attributes: {
    id: { type: 'increments' },
    key: { type: 'string', column: { notNullable: true } },
    meetingRowId: { type: 'integer', column: { notNullable: true } },
    /** `user:7`, `site:42`, or `guest:` and the key itself. */
    holder: { type: 'string', column: { notNullable: true } },
    name: { type: 'string' },
    email: { type: 'string' },
    /** Said by a guest, proven by nobody. */
    isClaimed: { type: 'boolean', default: false },
    createdAt: { type: 'biginteger' },
  },
  indexes: [
    { name: 'zm_customer_keys_unique', columns: ['key'], type: 'unique' },
    {
      name: 'zm_customer_keys_holder_unique',
      columns: ['meeting_row_id', 'holder'],
      type: 'unique',
    },
    { name: 'zm_customer_keys_email_index', columns: ['email'] },
  ],
};

/** Columns of internal tables: an object for each use, since Strapi writes into them. */
export const id = () => ({ type: 'increments' });
export const text = (options: Record<string, unknown> = {}) => ({ type: 'string', ...options });
export const longText = () => ({ type: 'text' });
export const moment = () => ({ type: 'biginteger' });
export const count = () => ({ type: 'integer', default: 0, column: { notNullable: true } });
export const required = () => ({ column: { notNullable: true } });

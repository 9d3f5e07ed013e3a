import { readCaller } from '../../../server/src/controllers/caller';

const jwt = { strategy: { name: 'users-permissions' }, credentials: {} };
const token = { strategy: { name: 'content-api-token' }, credentials: { id: 3 } };
const context = (state: Record<string, unknown>) => ({ state, ip: '203.0.113.9' });

describe('the caller of the content API', () => {
  it('is a guest, counted by address', () => {
    expect(readCaller(context({ auth: jwt }))).toEqual({
      kind: 'guest',
      person: null,
      paceKey: 'ip:203.0.113.9',
    });
  });

  it('is the account of a JWT, by whatever names the app gave it', () => {
    const user = { id: 7, username: 'ann', email: 'ann@students.example' };
    expect(readCaller(context({ auth: jwt, user })).person).toEqual({
      accountKey: 'user:7',
      name: 'ann',
      firstName: 'ann',
      lastName: null,
      email: 'ann@students.example',
    });
    const named = { ...user, firstname: 'Ann', lastname: 'Bee' };
    expect(readCaller(context({ auth: jwt, user: named })).person).toMatchObject({
      name: 'Ann Bee',
      firstName: 'Ann',
      lastName: 'Bee',
    });
  });

  it('knows API tokens by the name that older Strapis gave them, and no others', () => {
    const named = (name: string) =>
      readCaller(context({ auth: { strategy: { name }, credentials: { id: 3 } } })).kind;
    expect(named('api-token')).toBe('token');
    expect(named('admin-token')).toBe('guest');
  });

  it('is whom an API token names, and else nobody', () => {
    expect(readCaller(context({ auth: token }))).toEqual({
      kind: 'token',
      person: null,
      paceKey: 'token:3',
    });
    const user = { id: 42, name: 'Ann Bee', email: 'ann@site.example' };
    expect(readCaller(context({ auth: token }), user)).toEqual({
      kind: 'token',
      person: {
        accountKey: 'site:42',
        name: 'Ann Bee',
        firstName: 'Ann',
        lastName: 'Bee',
        email: 'ann@site.example',
      },
      paceKey: 'site:42',
    });
  });

  it.each([
    [{ id: '', name: 'A', email: 'a@b.c' }, 'user.id'],
    [{ id: 1, name: 'A', email: 'no address' }, 'user.email'],
    [{ id: 1, email: 'a@b.c' }, 'user.name'],
  ])('names what is wrong in %j', (user, field) => {
    expect(() => readCaller(context({ auth: token }), user)).toThrow(field);
  });

  it('nobody else speaks for another', () => {
    const user = { id: 1, name: 'A', email: 'a@b.c' };
    expect(() => readCaller(context({ auth: jwt, user: { ...user, id: 9 } }), user)).toThrow(
      'user: is taken from API tokens only'
    );
    expect(() => readCaller(context({ auth: jwt }), user)).toThrow('user');
  });
});

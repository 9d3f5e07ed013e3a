import { logIn } from './actions';

const PROBLEMS: Record<string, string> = {
  wrong: 'Name or password is wrong.',
  later: 'Too many attempts: wait a few minutes.',
};

type Search = Promise<{ problem?: string; next?: string }>;

const LogIn = async ({ searchParams }: { searchParams: Search }) => {
  const { problem = '', next = '/' } = await searchParams;
  return (
    <>
      <h1>Log in</h1>
      {PROBLEMS[problem] && <p role="alert">{PROBLEMS[problem]}</p>}
      <form action={logIn} className="fields">
        <input type="hidden" name="next" value={next} />
        <label>
          Name or e-mail
          <input name="identifier" autoComplete="username" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <div>
          <button>Log in</button>
        </div>
      </form>
    </>
  );
};

export default LogIn;

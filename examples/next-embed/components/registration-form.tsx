import { registerForClass } from '../app/classes/[documentId]/actions';
import type { Outcome, RegistrationState } from '../lib/registration';

const TOLD: Record<Outcome, string> = {
  done: 'You are registered. Look into your mail.',
  closed: 'This class is full, or its registration is closed.',
  wrong: 'Please look at your name and e-mail again.',
  later: 'Too many registrations from here: try again in ten minutes.',
  refused: 'You may not register for this class.',
};

type Props = {
  meeting: string;
  classId: string;
  state: RegistrationState | null;
  outcome: Outcome | undefined;
  isLoggedIn: boolean;
};

/** Works without scripts: the form goes to the server, and the page comes back with what came of it. */
export const RegistrationForm = ({ meeting, classId, state, outcome, isLoggedIn }: Props) => {
  if (state === null) return null;
  return (
    <section className="card" aria-labelledby="registration">
      <h2 id="registration">Registration</h2>
      {outcome && <p role="status">{TOLD[outcome]}</p>}
      {state === 'full' && <p>All seats are taken.</p>}
      {state === 'too-early' && <p>Registration has not opened yet.</p>}
      {state === 'closed' && <p>Registration is closed.</p>}
      {state === 'open' && outcome !== 'done' && (
        <form action={registerForClass} className="fields">
          <input type="hidden" name="meeting" value={meeting} />
          <input type="hidden" name="classId" value={classId} />
          {!isLoggedIn && (
            <>
              <label>
                First name
                <input name="firstName" autoComplete="given-name" maxLength={64} required />
              </label>
              <label>
                Last name
                <input name="lastName" autoComplete="family-name" maxLength={64} />
              </label>
              <label>
                E-mail
                <input name="email" type="email" autoComplete="email" required />
              </label>
              <label className="trap" aria-hidden="true">
                Website
                <input name="website" tabIndex={-1} autoComplete="off" />
              </label>
            </>
          )}
          <div>
            <button>Register</button>
          </div>
        </form>
      )}
    </section>
  );
};

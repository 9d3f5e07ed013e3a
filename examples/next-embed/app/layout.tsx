import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

import { logOut } from './log-in/actions';
import { readSession } from '../lib/session';
import './styles.css';

export const metadata: Metadata = { title: 'Classes' };

const Layout = async ({ children }: { children: ReactNode }) => {
  const isLoggedIn = (await readSession()) !== undefined;
  return (
    <html lang="en">
      <body>
        <header>
          <nav>
            <Link href="/">Classes</Link>
            <Link href="/recordings">Recordings</Link>
          </nav>
          {isLoggedIn ? (
            <form action={logOut}>
              <button className="plain">Log out</button>
            </form>
          ) : (
            <Link href="/log-in">Log in</Link>
          )}
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
};

export default Layout;

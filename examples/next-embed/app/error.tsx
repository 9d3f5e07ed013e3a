'use client';

const Failed = ({ reset }: { error: Error; reset: () => void }) => (
  <>
    <h1>This did not work</h1>
    <p>The page could not be read just now.</p>
    <button onClick={reset}>Try again</button>
  </>
);

export default Failed;

/** Another worker may hold the job now: whatever this one learned must not be saved. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(readonly key: string) {
    super(`zoom: job ${key} is no longer held by this worker; it runs again elsewhere`);
  }
}
